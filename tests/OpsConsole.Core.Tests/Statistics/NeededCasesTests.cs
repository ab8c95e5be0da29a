using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class NeededCasesTests
{
    [Fact]
    public void PairedProportions_PublishedExample_IsMet()
    {
        // Chow, Shao and Wang, "Sample Size Calculations in Clinical Research" (2003), example 6.4.3: p01 = 0.2, p10 = 0.5, 5 % level, 80 % power: 59 subjects.
        Assert.Equal(59, NeededCases.PairedProportions(0.3, 0.7));
    }

    [Theory]
    [InlineData(0.02, 0.1)]
    [InlineData(0.05, 0.3)]
    [InlineData(0.2, 0.2)]
    [InlineData(1, 0)]
    public void PairedProportions_AnyEffect_IsWhatThatManyCasesDetect(double difference, double discordance)
    {
        var n = NeededCases.PairedProportions(difference, discordance);

        Assert.InRange(MinimumDetectableEffect.PairedProportions(n, discordance), 0, difference + 1e-9);
        Assert.True(n == 1 || MinimumDetectableEffect.PairedProportions(n - 1, discordance) > difference - 1e-9);
    }

    [Fact]
    public void PairedMeans_HalfADeviation_NeedsTheTextbookThirtyTwo()
    {
        // Cohen, "Statistical Power Analysis" (1988): (1.96 + 0.8416)²/0.5² = 31.4, on the normal scale.
        Assert.Equal(32, NeededCases.PairedMeans(0.5, 1));
        Assert.Equal(NeededCases.PairedMeans(0.5, 1), NeededCases.PairedMeans(0.05, 0.1));
    }

    [Fact]
    public void Edges_AreHonest()
    {
        Assert.Equal(1, NeededCases.PairedMeans(0.1, 0));
        Assert.Equal(1_000_000_000, NeededCases.PairedMeans(1e-9, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NeededCases.PairedMeans(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => NeededCases.PairedMeans(0.1, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => NeededCases.PairedProportions(0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => NeededCases.PairedProportions(double.NaN, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => NeededCases.PairedProportions(0.1, 1.1));
    }
}
