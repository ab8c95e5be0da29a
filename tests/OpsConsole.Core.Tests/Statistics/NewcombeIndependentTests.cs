using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class NewcombeIndependentTests
{
    // The eight worked cases of Newcombe, Stat. Med. 17:873 (1998), table II, method 10.
    [Theory]
    [InlineData(56, 70, 48, 80, 0.0524, 0.3339)]
    [InlineData(9, 10, 3, 10, 0.1705, 0.8090)]
    [InlineData(6, 7, 2, 7, 0.0582, 0.8062)]
    [InlineData(5, 56, 0, 29, -0.0381, 0.1926)]
    [InlineData(0, 10, 0, 20, -0.1611, 0.2775)]
    [InlineData(0, 10, 0, 10, -0.2775, 0.2775)]
    [InlineData(10, 10, 0, 20, 0.6791, 1)]
    [InlineData(10, 10, 0, 10, 0.6075, 1)]
    public void Interval_PublishedCases_AreMet(long first, long firstTotal, long second, long secondTotal, double low, double high)
    {
        var interval = NewcombeIndependent.Interval(first, firstTotal, second, secondTotal);

        Assert.Equal(low, interval.Low, 4);
        Assert.Equal(high, interval.High, 4);
    }

    [Fact]
    public void Interval_TheOtherWayRound_IsNegated()
    {
        var one = NewcombeIndependent.Interval(61, 1000, 10, 1200);
        var other = NewcombeIndependent.Interval(10, 1200, 61, 1000).Negate();

        Assert.Equal(one.Low, other.Low, 12);
        Assert.Equal(one.High, other.High, 12);
    }

    [Fact]
    public void Interval_WithoutCases_IsWideAndHoldsEveryDifferenceThatMayBe()
    {
        var interval = NewcombeIndependent.Interval(0, 0, 0, 0);

        Assert.Equal(-Math.Sqrt(0.5), interval.Low, 12);
        Assert.Equal(Math.Sqrt(0.5), interval.High, 12);
    }
}
