using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class ProportionTests
{
    [Theory]
    [InlineData(0.975, 1.959963984540054)]
    [InlineData(0.8, 0.8416212335729143)]
    [InlineData(0.5, 0)]
    [InlineData(1e-10, -6.361340902404056)]
    public void Quantile_PublishedPoints_AreMet(double p, double x)
    {
        Assert.Equal(x, Normal.Quantile(p), 12);
        Assert.Equal(p, Normal.Cdf(x), 12);
    }

    [Fact]
    public void Quantile_OutsideAProbability_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Normal.Quantile(double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(1, 2, 1));
    }

    // The four worked cases of Newcombe, Stat. Med. 17:857 (1998), table I, method 3.
    [Theory]
    [InlineData(81, 263, 0.2553, 0.3662)]
    [InlineData(15, 148, 0.0624, 0.1605)]
    [InlineData(0, 20, 0, 0.1611)]
    [InlineData(1, 29, 0.0061, 0.1718)]
    // The compare mockup.
    [InlineData(206, 240, 0.809, 0.897)]
    [InlineData(216, 240, 0.856, 0.932)]
    [InlineData(220, 240, 0.875, 0.945)]
    [InlineData(203, 240, 0.795, 0.886)]
    [InlineData(130, 240, 0.478, 0.604)]
    public void Wilson_PublishedCases_AreMet(double successes, int n, double low, double high)
    {
        var interval = Wilson.Interval(successes, n);

        Assert.Equal(low, interval.Low, successes > 100 ? 3 : 4);
        Assert.Equal(high, interval.High, successes > 100 ? 3 : 4);
    }

    [Fact]
    public void Wilson_NoCases_KnowsNothing() => Assert.Equal(new Interval(0, 1), Wilson.Interval(0, 0));

    [Theory]
    [InlineData(-0.1, 5)]
    [InlineData(5.1, 5)]
    [InlineData(double.NaN, 5)]
    [InlineData(0, -1)]
    public void Wilson_ImpossibleCounts_Throw(double successes, int n) => Assert.Throws<ArgumentOutOfRangeException>(() => Wilson.Interval(successes, n));

    [Fact]
    public void Wilson_AnyCounts_HoldsTheShareStaysInRangeAndIsSymmetric()
    {
        for (var n = 1; n <= 60; n++)
        {
            for (var doubled = 0; doubled <= 2 * n; doubled++)
            {
                var successes = doubled / 2.0;
                var interval = Wilson.Interval(successes, n);
                var mirrored = Wilson.Interval(n - successes, n);

                Assert.True(interval.Low >= 0 && interval.High <= 1 && interval.Low <= successes / n && successes / n <= interval.High);
                Assert.Equal(1 - interval.Low, mirrored.High, 12);
            }
        }
    }

    // Airway reactivity before and after stem cell transplantation: Fagerland, Lydersen and Laake, Stat. Med. 33:2850 (2014).
    [Theory]
    [InlineData(1, 1, 7, 12, -0.507, -0.026)]
    // Newcombe, Stat. Med. 17:2635 (1998), method 10: a table without agreement on failure, and the exercise-testing table of Altman et al.,
    // "Statistics with Confidence" (2000), chapter 6.
    [InlineData(36, 12, 2, 0, 0.057, 0.340)]
    [InlineData(14, 5, 0, 22, 0.011, 0.226)]
    // The compare mockup: v7 against v6, 12 fixed and 2 regressed.
    [InlineData(204, 12, 2, 22, 0.010, 0.076)]
    public void NewcombePaired_PublishedCases_AreMet(int a, int b, int c, int d, double low, double high)
    {
        var interval = NewcombePaired.Interval(new PairedCounts(a, b, c, d));

        Assert.Equal(low, interval.Low, 3);
        Assert.Equal(high, interval.High, 3);
    }

    [Fact]
    public void NewcombePaired_NoCases_KnowsNothing() => Assert.Equal(new Interval(-1, 1), NewcombePaired.Interval(default));

    [Fact]
    public void NewcombePaired_AllPass_HoldsZeroAndIsSymmetric()
    {
        var interval = NewcombePaired.Interval(new PairedCounts(50, 0, 0, 0));

        Assert.Equal(interval.High, -interval.Low, 12);
        Assert.InRange(interval.High, 0.01, 0.12);
    }

    [Fact]
    public void NewcombePaired_AnyCounts_HoldsTheDifferenceAndTurnsWithTheSides()
    {
        var random = new Random(11);
        for (var round = 0; round < 2_000; round++)
        {
            var counts = new PairedCounts(random.Next(40), random.Next(15), random.Next(15), 1 + random.Next(40));
            var interval = NewcombePaired.Interval(counts);
            var turned = NewcombePaired.Interval(counts with { FirstOnly = counts.SecondOnly, SecondOnly = counts.FirstOnly });
            var difference = (double)(counts.FirstOnly - counts.SecondOnly) / counts.Total;

            Assert.True(interval.Low >= -1 && interval.High <= 1 && interval.Low <= difference && difference <= interval.High);
            Assert.Equal(interval.Low, turned.Negate().Low, 12);
        }
    }
}
