using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class MeanTests
{
    private static readonly double[] Scores = [.9, 1, .4, .75, .6, .2, 1, 1, .85, .95, .1, .7, .66, .92, .88, 1, 1, .3, .5, .97];

    [Fact]
    public void Mean_MouseData_AgreesWithAnIndependentRun()
    {
        // Treatment group of Efron and Tibshirani (1993), table 2.1. Reference limits: a separate implementation with 400,000 resamples.
        var interval = PairedBootstrap.Mean([94, 197, 16, 38, 99, 141, 23])!.Value;

        Assert.Equal(46.29, interval.Low, 1.5);
        Assert.Equal(138.29, interval.High, 2.5);
    }

    [Fact]
    public void Mean_SkewedScores_AgreesWithAnIndependentRun()
    {
        // One run of 9,999 resamples is off by some thousandths; their mean over seeds must not be.
        var intervals = Enumerable.Range(0, 30).Select(seed => PairedBootstrap.Mean(Scores, seed: (ulong)seed)!.Value).ToList();

        Assert.Equal(0.5895, intervals.Average(interval => interval.Low), 0.002);
        Assert.Equal(0.8425, intervals.Average(interval => interval.High), 0.002);
    }

    [Fact]
    public void Mean_SameSeed_IsTheSameToTheBit()
    {
        Assert.Equal(PairedBootstrap.Mean(Scores), PairedBootstrap.Mean(Scores));
        Assert.NotEqual(PairedBootstrap.Mean(Scores, seed: 1), PairedBootstrap.Mean(Scores, seed: 2));
    }

    [Fact]
    public void Mean_Edges_AreHonest()
    {
        Assert.Null(PairedBootstrap.Mean([]));
        Assert.Null(PairedBootstrap.Mean([0.5]));
        Assert.Equal(new Interval(0.75, 0.75), PairedBootstrap.Mean([0.75, 0.75, 0.75]));
        Assert.Equal(new Interval(0, 0), PairedBootstrap.MeanDifference([1, 0, 1], [1, 0, 1]));
        Assert.Throws<ArgumentException>(() => PairedBootstrap.MeanDifference([1], [1, 2]));
    }

    [Fact]
    public void Mean_ShiftedAndScaledValues_MoveTheInterval()
    {
        var interval = PairedBootstrap.Mean(Scores)!.Value;
        var moved = PairedBootstrap.Mean([.. Scores.Select(x => 3 + (2 * x))])!.Value;

        Assert.Equal(3 + (2 * interval.Low), moved.Low, 9);
        Assert.Equal(3 + (2 * interval.High), moved.High, 9);
    }

    [Fact]
    public void Mean_ManySamples_CoversTheTruthAboutNineteenTimesInTwenty()
    {
        var random = new Random(17);
        var covered = 0;
        const int Rounds = 100;
        for (var round = 0; round < Rounds; round++)
        {
            // Exponential, mean 1: as skewed as latencies are.
            var sample = Enumerable.Range(0, 60).Select(_ => -Math.Log(1 - random.NextDouble())).ToArray();
            var interval = PairedBootstrap.Mean(sample, seed: (ulong)round)!.Value;
            covered += interval.Low <= 1 && interval.High >= 1 ? 1 : 0;
        }

        Assert.InRange((double)covered / Rounds, 0.88, 0.99);
    }

    // Hyndman and Fan's type 7, as numpy.percentile prints it.
    [Theory]
    [InlineData(0.5, 2.5)]
    [InlineData(0.95, 3.85)]
    [InlineData(0, 1)]
    [InlineData(1, 4)]
    public void Percentile_FourValues_LiesBetweenNeighbours(double p, double value) => Assert.Equal(value, Percentile.Of([4, 1, 3, 2], p)!.Value, 12);

    [Fact]
    public void Percentile_Edges_AreHonest()
    {
        Assert.Null(Percentile.Of([], 0.5));
        Assert.Equal(7, Percentile.Of([7], 0.95));
        Assert.Throws<ArgumentOutOfRangeException>(() => Percentile.Of([1], 95));
    }
}
