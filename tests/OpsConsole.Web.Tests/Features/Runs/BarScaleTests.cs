using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Features.Runs;
using Xunit;

namespace OpsConsole.Web.Tests.Features.Runs;

public sealed class BarScaleTests
{
    [Fact]
    public void OfRates_WithIntervals_ReachesFromTheLowestBoundToTheHighest()
    {
        var scale = BarScale.OfRates([new Estimate(0.858, 0.809, 0.897), null, new Estimate(0.542, 0.478, 0.604)]);

        Assert.Equal(0.45, scale.Min, 6);
        Assert.Equal(0.90, scale.Max, 6);
    }

    [Fact]
    public void Of_FiguresThatAreAllAlike_HasAWidth()
    {
        var rates = BarScale.OfRates([new Estimate(1, 1, 1), new Estimate(1, 1, 1)]);
        var differences = BarScale.OfDifferences([new Estimate(0, 0, 0), new Estimate(0, 0, 0)]);

        Assert.Equal((0.9, 1), (Math.Round(rates.Min, 6), rates.Max));
        Assert.Equal((-0.05, 0.05), (differences.Min, differences.Max));
    }

    [Fact]
    public void OfRates_WithoutAnAnswer_ShowsTheWholeRange() => Assert.Equal(new BarScale(0, 1), BarScale.OfRates([null]));
}
