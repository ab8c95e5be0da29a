using OpsConsole.Core.Features.Trends;
using OpsConsole.Core.Statistics;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Trends;

/// <summary>Figures of a measure as the pages write them.</summary>
internal static class TrendFigures
{
    public static string Value(TrendMeasure measure, double value) => measure switch
    {
        TrendMeasure.PassRate or TrendMeasure.MeanScore or TrendMeasure.Metric => Figures.Percent(value),
        TrendMeasure.LatencyP50 or TrendMeasure.LatencyP95 => RunWords.Latency(value),
        TrendMeasure.CostPer1000 => Figures.Dollars((decimal)value),
    };

    /// <summary>With its sign: "−6.1 points".</summary>
    public static string Change(TrendMeasure measure, double change) => (change < 0 ? "−" : "+") + TrendWords.Amount(measure, Math.Abs(change));

    public static string Bounds(TrendMeasure measure, Interval interval) => $"{Bound(measure, interval.Low)} to {Bound(measure, interval.High)}";

    /// <summary>On the scale of the chart and the table: shares in per cent.</summary>
    public static double Scaled(TrendMeasure measure, double value) => TrendMeasures.IsShare(measure) ? value * 100 : value;

    public static string Cell(TrendMeasure measure, double? value) => value is not { } known ? "" : TrendMeasures.IsShare(measure) ? Figures.Fixed(known * 100, 1) : Figures.Significant(known);

    private static string Bound(TrendMeasure measure, double value) => measure switch
    {
        TrendMeasure.PassRate or TrendMeasure.MeanScore or TrendMeasure.Metric => Figures.Signed(value * 100, 1),
        TrendMeasure.LatencyP50 or TrendMeasure.LatencyP95 or TrendMeasure.CostPer1000 => (value < 0 ? "−" : "+") + TrendWords.Amount(measure, Math.Abs(value)),
    };
}
