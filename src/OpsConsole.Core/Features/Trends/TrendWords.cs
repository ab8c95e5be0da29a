using System.Globalization;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Trends;

/// <summary>Changes in words that a reader can repeat. Shares are spoken of in points, hundredths of the whole.</summary>
public static class TrendWords
{
    public static string Of(TrendMeasure measure, string? metric = null) => measure switch
    {
        TrendMeasure.PassRate => "Pass rate",
        TrendMeasure.MeanScore => "Mean score",
        TrendMeasure.Metric => metric ?? "Metric",
        TrendMeasure.LatencyP50 => "Latency p50",
        TrendMeasure.LatencyP95 => "Latency p95",
        TrendMeasure.CostPer1000 => "Cost per 1,000 calls",
    };

    public static string Unit(TrendMeasure measure) => measure switch
    {
        TrendMeasure.PassRate or TrendMeasure.MeanScore or TrendMeasure.Metric => "%",
        TrendMeasure.LatencyP50 or TrendMeasure.LatencyP95 => "ms",
        TrendMeasure.CostPer1000 => "USD",
    };

    public static string Shift(TrendMeasure measure, LevelChange change, string runKey, IReadOnlyList<TrendMark> causes)
    {
        var verb = change.Size < 0 ? "Fell" : "Rose";
        return $"{verb} by {Amount(measure, Math.Abs(change.Size))} with {runKey} ({(causes is [var likeliest, ..] ? likeliest.Words : "no recorded change explains it")})";
    }

    /// <summary>A size without its sign: "6.1 points", "$3.62", "380 ms".</summary>
    public static string Amount(TrendMeasure measure, double size) => measure switch
    {
        TrendMeasure.PassRate or TrendMeasure.MeanScore or TrendMeasure.Metric => string.Create(CultureInfo.InvariantCulture, $"{size * 100:0.0} points"),
        TrendMeasure.LatencyP50 or TrendMeasure.LatencyP95 => size >= 1000 ? Digits(size / 1000) + " s" : Digits(size) + " ms",
        TrendMeasure.CostPer1000 => "$" + (size >= 0.1 ? size.ToString("N2", CultureInfo.InvariantCulture) : Digits(size)),
    };

    private static string Digits(double value)
    {
        if (value == 0)
            return "0";
        var decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(Math.Abs(value))), 0, 9);
        return Math.Round(value, decimals).ToString("N" + decimals, CultureInfo.InvariantCulture);
    }
}
