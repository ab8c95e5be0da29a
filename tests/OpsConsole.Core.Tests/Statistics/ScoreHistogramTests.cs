using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class ScoreHistogramTests
{
    [Fact]
    public void Of_Scores_CountsEachOnceAndPutsBothEndsIn()
    {
        var counts = ScoreHistogram.Of([0, 0.0499, 0.05, 0.15, 0.5, 0.99, 1]);

        Assert.Equal(20, counts.Length);
        Assert.Equal((2, 1, 1, 1, 2), (counts[0], counts[1], counts[3], counts[10], counts[19]));
        Assert.Equal(7, counts.Sum());
    }

    [Fact]
    public void Of_EveryHundredth_FillsEachBinWithFive() => Assert.All(ScoreHistogram.Of([.. Enumerable.Range(0, 100).Select(i => i / 100.0)]), count => Assert.Equal(5, count));

    [Fact]
    public void Of_NothingOrNoScores_IsHonest()
    {
        Assert.Equal(new int[4], ScoreHistogram.Of([], 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreHistogram.Of([double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreHistogram.Of([1.01]));
        Assert.Throws<ArgumentOutOfRangeException>(() => ScoreHistogram.Of([0.5], 0));
    }
}
