using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class LatencyHistogramTests
{
    private static readonly double[] Shares = [0, 0.01, 0.25, 0.5, 0.9, 0.95, 0.99, 1];

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 7)]
    [InlineData(3, 1000)]
    [InlineData(4, 20_000)]
    public void Percentile_RandomLatencies_IsWithinTwoPerCentOfTheExactOne(int seed, int count)
    {
        var random = new Random(seed);
        // Log-uniform over nine decades: the whole range in equal shares.
        var values = Enumerable.Range(0, count).Select(_ => Math.Pow(10, (random.NextDouble() * 9) - 1.9)).ToArray();
        var histogram = Of(values);
        Array.Sort(values);

        Assert.Equal(count, histogram.Count);
        foreach (var q in Shares)
        {
            var exact = values[Math.Max(0, (int)Math.Ceiling(q * count) - 1)];
            Assert.InRange(histogram.Percentile(q)!.Value, exact * 0.98 - 1e-9, exact * 1.02 + 1e-9);
        }
    }

    [Fact]
    public void Merge_Parts_EqualsTheWhole()
    {
        var random = new Random(5);
        var values = Enumerable.Range(0, 500).Select(_ => random.NextDouble() * 3000).ToArray();
        var merged = Of(values[..123]);
        merged.Merge(Of(values[123..]));
        Assert.Equal(Of(values).Serialize(), merged.Serialize());
        Assert.Equal(500, merged.Count);
    }

    [Fact]
    public void Parse_Serialized_GivesTheSame()
    {
        var histogram = Of([0, 0.005, 0.01, 1, 1, 52.5, 1e12]);
        var copy = LatencyHistogram.Parse(histogram.Serialize());
        Assert.Equal(histogram.Serialize(), copy.Serialize());
        Assert.Equal((7L, 0.0), (copy.Count, copy.Percentile(0)!.Value));
        Assert.InRange(copy.Percentile(1)!.Value, 86_400_000 * 0.98, 86_400_000 * 1.02);
        Assert.Equal("1", new LatencyHistogram().Serialize());
    }

    [Theory]
    [InlineData("")]
    [InlineData("2 1:1")]
    [InlineData("1 5")]
    [InlineData("1 99999:1")]
    [InlineData("1 5:-1")]
    public void Parse_OtherText_Throws(string text) => Assert.Throws<FormatException>(() => LatencyHistogram.Parse(text));

    [Fact]
    public void Percentile_NoValues_IsNull() => Assert.Null(new LatencyHistogram().Percentile(0.5));

    [Theory]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public void Add_NoLatency_Throws(double value) => Assert.Throws<ArgumentOutOfRangeException>(() => new LatencyHistogram().Add(value));

    private static LatencyHistogram Of(IEnumerable<double> values)
    {
        var histogram = new LatencyHistogram();
        foreach (var value in values)
            histogram.Add(value);
        return histogram;
    }
}
