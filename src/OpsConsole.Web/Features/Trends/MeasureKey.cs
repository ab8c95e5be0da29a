using OpsConsole.Core.Features.Trends;

namespace OpsConsole.Web.Features.Trends;

/// <summary>A measure as it stands in an address: <c>pass-rate</c>, <c>p95</c>, <c>metric:cites-clause</c>.</summary>
internal static class MeasureKey
{
    private const string MetricStart = "metric:";

    private static readonly Dictionary<TrendMeasure, string> Keys = new()
    {
        [TrendMeasure.PassRate] = "pass-rate",
        [TrendMeasure.MeanScore] = "mean-score",
        [TrendMeasure.LatencyP50] = "p50",
        [TrendMeasure.LatencyP95] = "p95",
        [TrendMeasure.CostPer1000] = "cost",
    };

    public static IEnumerable<TrendMeasure> Fixed => Keys.Keys;

    public static string Of(TrendMeasure measure, string? metric = null) => Keys.GetValueOrDefault(measure) ?? MetricStart + metric;

    /// <summary>The pass rate where the address names nothing that there is.</summary>
    public static (TrendMeasure Measure, string? Metric) Parse(string? key)
    {
        if (key?.StartsWith(MetricStart, StringComparison.Ordinal) == true && key.Length > MetricStart.Length)
            return (TrendMeasure.Metric, key[MetricStart.Length..]);
        var known = Keys.FirstOrDefault(entry => entry.Value == key);
        return (known.Value is null ? TrendMeasure.PassRate : known.Key, null);
    }
}
