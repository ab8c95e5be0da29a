using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class TestsOfDifferenceTests
{
    // Darwin's cross- and self-fertilised maize, differences of heights in eighths of an inch: Fisher, "The Design of Experiments" (1935), §17 and §21.
    private static readonly double[] Maize = [49, -67, 8, 16, 6, 23, 28, 41, 14, 29, 56, 24, 75, 60, -48];

    [Theory]
    // Fagerland, Lydersen and Laake (2014), the airway reactivity table.
    [InlineData(1, 7, 0.0703)]
    // The compare mockup before Holm's correction: 12 fixed, 2 regressed.
    [InlineData(12, 2, 0.0129)]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(6, 0, 0.03125)]
    public void McNemar_PublishedCases_AreMet(int b, int c, double p)
    {
        Assert.Equal(p, McNemar.ExactP(b, c), 0.00005);
        Assert.Equal(McNemar.ExactP(c, b), McNemar.ExactP(b, c), 1e-14);
    }

    [Fact]
    public void McNemar_SmallCounts_AgreeWithTheSumOfBinomialTerms()
    {
        for (var b = 0; b <= 25; b++)
        {
            for (var c = 0; c <= 25; c++)
            {
                double tail = 0, choose = 1;
                for (var k = 0; k <= Math.Min(b, c); k++)
                {
                    tail += choose * Math.Pow(0.5, b + c);
                    choose = choose * (b + c - k) / (k + 1);
                }

                Assert.Equal(Math.Min(1, 2 * tail), McNemar.ExactP(b, c), 1e-12);
            }
        }
    }

    [Fact]
    public void McNemar_ThousandsOfCases_DoNotUnderflow()
    {
        // Normal approximation with continuity correction: z = (|b − c| − 1)/√(b + c).
        var z = (5_150 - 4_850 - 1) / Math.Sqrt(10_000);

        Assert.Equal(2 * (1 - Normal.Cdf(z)), McNemar.ExactP(5_150, 4_850), 4);
        Assert.InRange(McNemar.ExactP(100_000, 0), 0, 1e-300);
    }

    [Fact]
    public void Holm_WorkedExample_IsMet()
    {
        // The textbook example: 0.005·4, 0.01·3, then 0.03·2 carries over 0.04·1.
        Assert.Equal([0.03, 0.06, 0.06, 0.02], Holm.Adjust([0.01, 0.04, 0.03, 0.005]).Select(p => Math.Round(p, 12)));
        Assert.Empty(Holm.Adjust([]));
        Assert.Equal([1, 1], Holm.Adjust([0.6, 0.7]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Holm.Adjust([double.NaN]));
    }

    [Fact]
    public void Holm_AnyPValues_RiseKeepOrderAndStayUnderBonferroni()
    {
        var random = new Random(3);
        for (var round = 0; round < 200; round++)
        {
            var p = Enumerable.Range(0, 1 + random.Next(12)).Select(_ => random.NextDouble()).ToArray();
            var adjusted = Holm.Adjust(p);
            for (var i = 0; i < p.Length; i++)
            {
                Assert.InRange(adjusted[i], p[i], Math.Min(1, p[i] * p.Length) + 1e-12);
                Assert.All(Enumerable.Range(0, p.Length), j => Assert.True(p[i] > p[j] || adjusted[i] <= adjusted[j] + 1e-12));
            }
        }
    }

    [Fact]
    public void SignFlip_DarwinsMaize_GivesFishersCount()
    {
        // Fisher counted 863 of 2¹⁵ patterns at 314 or above on one side.
        Assert.Equal(2 * 863 / 32_768.0, SignFlip.P(Maize), 12);
    }

    [Fact]
    public void SignFlip_RandomPatterns_ComeCloseToTheExactValue()
    {
        // 21 differences force the random patterns; the six added ones are far too small to matter but for the count.
        double[] more = [.. Maize, 1e-9, -1e-9, 1e-9, -1e-9, 1e-9, -1e-9];

        Assert.Equal(2 * 863 / 32_768.0, SignFlip.P(more), 0.006);
        Assert.Equal(SignFlip.P(more), SignFlip.P(more));
        Assert.NotEqual(SignFlip.P(more, seed: 1), SignFlip.P(more, seed: 2));
    }

    [Theory]
    [InlineData(21)]
    [InlineData(64)]
    [InlineData(131)]
    public void SignFlip_SumsLookedUpByFours_AreThoseOfEachPattern(int n)
    {
        var random = new SeededRandom(5);
        var differences = Enumerable.Range(0, n).Select(_ => (random.Below(2_001) - 900) / 1_000.0).ToArray();

        // The same patterns, one sign at a time.
        var patterns = new SeededRandom(PairedBootstrap.DefaultSeed);
        var kept = differences.Where(difference => difference != 0).ToArray();
        var seen = Math.Abs(kept.Sum());
        var asFar = 1;
        for (var round = 0; round < 19_999; round++)
        {
            double sum = 0;
            ulong bits = 0;
            for (var i = 0; i < kept.Length; i++)
            {
                bits = (i & 63) == 0 ? patterns.Next() : bits >> 1;
                sum += (bits & 1) == 1 ? -Math.Abs(kept[i]) : Math.Abs(kept[i]);
            }

            asFar += Math.Abs(sum) >= seen - 1e-9 ? 1 : 0;
        }

        Assert.Equal(asFar / 20_000.0, SignFlip.P(differences), 1e-12);
    }

    [Fact]
    public void SignFlip_Edges_AreExact()
    {
        Assert.Equal(1, SignFlip.P([]));
        Assert.Equal(1, SignFlip.P([0, 0, 0]));
        Assert.Equal(1, SignFlip.P([0.3]));
        Assert.Equal(2 / 1024.0, SignFlip.P([.. Enumerable.Repeat(0.1, 10)]));
        Assert.Equal(SignFlip.P(Maize), SignFlip.P([.. Maize, .. new double[40]]));
        Assert.Equal(1 / 20_000.0, SignFlip.P([.. Enumerable.Repeat(0.1, 300)]));
    }

    [Fact]
    public void SignFlip_OnPassesAndFailures_EqualsMcNemar()
    {
        // With differences of ±1 both are the same binomial tail.
        double[] differences = [.. Enumerable.Repeat(1.0, 12), .. Enumerable.Repeat(-1.0, 2)];

        Assert.Equal(McNemar.ExactP(12, 2), SignFlip.P(differences), 12);
    }

    [Theory]
    [InlineData(100, 0.3)]
    [InlineData(240, 0.08)]
    [InlineData(1_000, 0.5)]
    public void MinimumDetectableEffect_Proportions_SolvesConnorsEquation(int n, double discordance)
    {
        var delta = MinimumDetectableEffect.PairedProportions(n, discordance);
        var needed = Math.Pow((1.959963984540054 * Math.Sqrt(discordance)) + (0.8416212335729143 * Math.Sqrt(discordance - (delta * delta))), 2) / (delta * delta);

        Assert.Equal(n, needed, n * 1e-5);
    }

    [Fact]
    public void MinimumDetectableEffect_Edges_AreHonest()
    {
        Assert.Equal(1, MinimumDetectableEffect.PairedProportions(0, 0));
        Assert.Equal(1, MinimumDetectableEffect.PairedProportions(3, 0.5));
        Assert.InRange(MinimumDetectableEffect.PairedProportions(100, 0), 0.06, 0.08);
        Assert.True(double.IsPositiveInfinity(MinimumDetectableEffect.PairedMeans(0, 1)));
        Assert.Equal(2.801585218112968 * 0.2 / 10, MinimumDetectableEffect.PairedMeans(100, 0.2), 12);
    }

    [Fact]
    public void MinimumDetectableEffect_Proportions_IsFoundFourTimesInFiveBySimulation()
    {
        const int N = 200;
        const double Discordance = 0.3;
        var delta = MinimumDetectableEffect.PairedProportions(N, Discordance);
        var random = new Random(5);
        var found = 0;
        for (var round = 0; round < 2_000; round++)
        {
            int b = 0, c = 0;
            for (var i = 0; i < N; i++)
            {
                var u = random.NextDouble();
                b += u < (Discordance + delta) / 2 ? 1 : 0;
                c += u >= (Discordance + delta) / 2 && u < Discordance ? 1 : 0;
            }

            found += Math.Abs(b - c) / Math.Sqrt(b + c) > 1.96 ? 1 : 0;
        }

        Assert.InRange(found / 2_000.0, 0.77, 0.83);
    }
}
