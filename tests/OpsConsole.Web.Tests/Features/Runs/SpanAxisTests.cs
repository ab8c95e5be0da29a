using OpsConsole.Web.Features.Runs;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Runs;

public sealed class SpanAxisTests
{
    [Fact]
    public void Of_FiguresThatLieClose_StartsAtZero()
    {
        var axis = SpanAxis.Of(1, 10, apart: 20);

        Assert.False(axis.Log);
        Assert.Equal(0, axis.Share(0));
        Assert.InRange(axis.Share(10), 0.9, 1);
    }

    [Fact]
    public void Of_AFigureOfZero_IsNeverLogarithmic() => Assert.False(SpanAxis.Of(0, 1000, apart: 20).Log);

    [Theory]
    [InlineData(0.02, 2.5, new[] { 0.03, 0.1, 0.3, 1, 3 })]
    [InlineData(1, 30, new[] { 1.0, 2, 5, 10, 20 })]
    [InlineData(0.01, 10_000, new[] { 0.01, 0.1, 1, 10, 100, 1_000, 10_000 })]
    public void Ticks_OfALogarithmicAxis_AreRoundAndFew(double low, double high, double[] ticks) =>
        Assert.Equal(ticks, SpanAxis.Of(low, high, apart: 20).Ticks().Select(tick => Math.Round(tick, 6)));
}
