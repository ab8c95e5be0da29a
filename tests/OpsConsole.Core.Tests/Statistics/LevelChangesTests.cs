using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class LevelChangesTests
{
    /// <summary>
    /// Annual flow of the Nile at Aswan, 1871 to 1970, 10⁸ m³: the classic of this question (Cobb, Biometrika 65:243, 1978). The flow fell after 1898.
    /// </summary>
    private static readonly double[] Nile =
    [
        1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140, 1100, 1210, 1150, 1250, 1260,
        1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969, 831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845,
        864, 862, 698, 845, 744, 796, 1040, 759, 781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
        744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
    ];

    [Fact]
    public void Find_TheFlowOfTheNile_FallsIn1899()
    {
        var search = LevelChanges.Find([.. Nile.Select(flow => new SeriesPoint(flow))]);

        var change = Assert.Single(search.Changes);
        Assert.Equal(1899, 1871 + change.At);
        Assert.Equal(1097.75, change.Before, 2);
        Assert.Equal(849.97, change.After, 2);
        Assert.True(change.Interval.LiesBelow(-150) && change.Interval.LiesAbove(-350), change.Interval.ToString());
        Assert.InRange(change.PValue, 0, 1e-6);
    }

    [Fact]
    public void Find_OneRunAfterAStretch_IsNamedByItsStandardErrors()
    {
        var search = LevelChanges.Find([.. Rates(0.90, 0.91, 0.89, 0.90, 0.90, 0.70)]);

        var change = Assert.Single(search.Changes);
        Assert.Equal((5, 5, 1), (change.At, change.PointsBefore, change.PointsAfter));
        Assert.Equal(-0.20, change.Size, 9);

        // √(0.02²/5 + 0.02²) = 0.02191, by hand.
        Assert.Equal(-0.20 - (1.959964 * 0.0219089), change.Interval.Low, 5);
    }

    [Fact]
    public void Find_DownAndUpAgain_NamesBoth()
    {
        var search = LevelChanges.Find([.. Rates([.. Enumerable.Repeat(0.9, 8), .. Enumerable.Repeat(0.7, 6), .. Enumerable.Repeat(0.92, 8)])]);

        Assert.Equal([8, 14], search.Changes.Select(change => change.At));
        Assert.Equal(0.22, search.Changes[1].Size, 9);
        Assert.Equal(0.7, search.Changes[1].Before, 9);
    }

    [Fact]
    public void Find_ADipThatRecovered_IsNamedByItsScatterToo()
    {
        double[] latencies = [101, 99, 100, 102, 98, 100, 101, 180, 178, 183, 99, 101, 100, 98, 102, 100];

        var search = LevelChanges.Find([.. latencies.Select(latency => new SeriesPoint(latency))]);

        Assert.Equal([7, 10], search.Changes.Select(change => change.At));
    }

    [Fact]
    public void Find_WithinTheNoiseOfItsFigures_FindsNothing() =>
        Assert.Empty(LevelChanges.Find([.. Rates(0.90, 0.93, 0.88, 0.92, 0.89, 0.91, 0.87, 0.90)]).Changes);

    [Fact]
    public void Find_ScatterWiderThanTheErrorsAllow_IsNoChange()
    {
        // A provider that swings by itself: 0.9 and 0.8 in turns, five errors apart, but no level that lasts.
        var search = LevelChanges.Find([.. Rates(0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.9, 0.8, 0.8)]);

        Assert.Empty(search.Changes);
    }

    [Fact]
    public void Find_FewerFiguresThanNeeded_SaysSo()
    {
        Assert.True(LevelChanges.Find([.. Rates(0.9, 0.1)]).TooFew);
        Assert.False(LevelChanges.Find([.. Rates(0.9, 0.9, 0.1)]).TooFew);
        var latencies = LevelChanges.Find([.. Enumerable.Repeat(new SeriesPoint(100), 7)]);
        Assert.Equal((true, 8), (latencies.TooFew, latencies.Needed));
        Assert.True(LevelChanges.Find([]).TooFew);
    }

    [Fact]
    public void Find_AllAlikeThenOther_IsAChangeAndTheTiniestIsNone()
    {
        static List<SeriesPoint> Then(double value) => [.. Enumerable.Repeat(new SeriesPoint(0.87), 6), .. Enumerable.Repeat(new SeriesPoint(value), 4)];

        Assert.Equal(6, Assert.Single(LevelChanges.Find(Then(1.16)).Changes).At);
        Assert.Empty(LevelChanges.Find(Then(0.8701)).Changes);
        Assert.Empty(LevelChanges.Find(Then(0.87)).Changes);
    }

    [Fact]
    public void Find_SeriesWithoutAChange_KeepsTheAlarmRateThatItPromises()
    {
        // 400 series of 40 figures of pure noise: 1 % may alarm; 3 % would show that the correction is missing (without it about a quarter do).
        var random = new SeededRandom(7);
        var alarms = 0;
        for (var series = 0; series < 400; series++)
        {
            var points = new List<SeriesPoint>();
            for (var i = 0; i < 40; i++)
                points.Add(new SeriesPoint(Normal.Quantile((random.Below(1_000_000) + 0.5) / 1_000_000), series % 2 == 0 ? 1 : null));
            alarms += LevelChanges.Find(points).Changes.Count > 0 ? 1 : 0;
        }

        Assert.InRange(alarms, 0, 12);
    }

    [Fact]
    public void Find_NotANumber_IsRefused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => LevelChanges.Find([new SeriesPoint(double.NaN)]));

    // Percentage points of the t distribution, as in every table (Abramowitz and Stegun, table 26.10).
    [Theory]
    [InlineData(1, 12.706)]
    [InlineData(2, 4.303)]
    [InlineData(3, 3.182)]
    [InlineData(10, 2.228)]
    [InlineData(11, 2.201)]
    [InlineData(30, 2.042)]
    [InlineData(120, 1.980)]
    public void StudentT_TwoSided_MeetsTheTable(int degrees, double t)
    {
        Assert.Equal(t, StudentT.TwoSided(0.95, degrees), 3);
        Assert.Equal(0.05, StudentT.TwoSidedP(t, degrees), 4);
        Assert.Equal(1, StudentT.TwoSidedP(0, degrees), 12);
        Assert.Equal(0, StudentT.TwoSidedP(double.PositiveInfinity, degrees));
    }

    private static IEnumerable<SeriesPoint> Rates(params double[] rates) => rates.Select(rate => new SeriesPoint(rate, 0.02));
}
