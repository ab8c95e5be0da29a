using System.Globalization;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Gates, rules and their figures as people say them.</summary>
public static class GateWords
{
    public static string Of(GateKind kind) => kind switch
    {
        GateKind.Baseline => "Baseline",
        GateKind.Safety => "Safety",
        GateKind.RedTeam => "Red team",
    };

    public static string Of(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Pass => "Pass",
        GateVerdict.Fail => "Fail",
        GateVerdict.Inconclusive => "Inconclusive",
    };

    /// <summary>As what a version does: "v7 passes".</summary>
    public static string Said(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Pass => "passes",
        GateVerdict.Fail => "fails",
        GateVerdict.Inconclusive => "is inconclusive",
    };

    /// <summary>"Pass rate at least 88 %". Two rules that differ in anything have different words: exceptions name a rule by them.</summary>
    public static string Of(GateRule rule)
    {
        var words = rule.Comparison switch
        {
            GateComparison.AtLeast => $"{Name(rule)} at least {Limit(rule)}",
            GateComparison.AtMost => $"{Name(rule)} at most {Limit(rule)}",
            GateComparison.NotWorseThanLive when rule.Limit == 0 => $"{Name(rule)} not worse than live",
            GateComparison.NotWorseThanLive => $"{Name(rule)} not worse than live by {Limit(rule)}",
            GateComparison.NotWorseThanBaseline when rule.Limit == 0 => $"{Name(rule)} not worse than the run's baseline",
            GateComparison.NotWorseThanBaseline => $"{Name(rule)} not worse than the run's baseline by {Limit(rule)}",
        };
        return rule.OnBound && !GateRules.IsRelative(rule) ? $"{words}, whole interval" : words;
    }

    public static string Of(GateMeasure measure) => measure switch
    {
        GateMeasure.PassRate => "Pass rate",
        GateMeasure.MeanScore => "Mean score",
        GateMeasure.Metric => "Metric",
        GateMeasure.LatencyP50 => "Latency p50",
        GateMeasure.LatencyP95 => "Latency p95",
        GateMeasure.CostPer1000 => "Cost per 1,000",
        GateMeasure.ErrorRate => "Error rate",
    };

    /// <summary>The measure, a metric by its own name.</summary>
    public static string Name(GateRule rule) => rule is { Measure: GateMeasure.Metric, Metric: { } metric } ? $"Metric {metric}" : Of(rule.Measure);

    /// <summary>The limit in full: as many digits as were typed.</summary>
    public static string Limit(GateRule rule) => GateRules.IsRelative(rule) && IsRate(rule.Measure)
        ? $"{Exact(rule.Limit * 100)} points"
        : rule.Measure switch
        {
            GateMeasure.PassRate or GateMeasure.ErrorRate => $"{Exact(rule.Limit * 100)} %",
            GateMeasure.MeanScore or GateMeasure.Metric => Exact(rule.Limit),
            GateMeasure.LatencyP50 or GateMeasure.LatencyP95 => rule.Limit < 1000 ? $"{Exact(rule.Limit)} ms" : $"{Exact(rule.Limit / 1000)} s",
            GateMeasure.CostPer1000 => $"${Exact(rule.Limit)}",
        };

    /// <summary>A measured figure: "90.0 %", "0.934", "1.96 s", "$1.16"; as a difference with its sign, "+4.2 points".</summary>
    public static string Figure(GateMeasure measure, double value, bool difference) => measure switch
    {
        GateMeasure.PassRate or GateMeasure.ErrorRate => Number(value * 100, "0.0", difference) + (difference ? " points" : " %"),
        GateMeasure.MeanScore or GateMeasure.Metric => Number(value, "0.000", difference),
        GateMeasure.LatencyP50 or GateMeasure.LatencyP95 when Math.Abs(value) < 1000 => Number(value, Math.Abs(value) < 10 ? "0.##" : "0", difference) + " ms",
        GateMeasure.LatencyP50 or GateMeasure.LatencyP95 => Number(value / 1000, "0.00", difference) + " s",
        GateMeasure.CostPer1000 => Signed(value, difference) + "$" + Math.Abs(value).ToString("0.00##", CultureInfo.InvariantCulture),
    };

    internal static string Cases(int cases) => cases == 1 ? "1 case" : string.Create(CultureInfo.InvariantCulture, $"{cases:N0} cases");

    internal static string Percent(double share) => Number(share * 100, "0.0", difference: false) + " %";

    private static bool IsRate(GateMeasure measure) => measure is GateMeasure.PassRate or GateMeasure.ErrorRate;

    // Through decimal, so that 0.07 of a share reads 7 and not 7.000000000000001.
    private static string Exact(double value) => Math.Round((decimal)value, 10).ToString("0.##########", CultureInfo.InvariantCulture);

    private static string Number(double value, string format, bool difference)
    {
        var digits = Math.Abs(value).ToString(format, CultureInfo.InvariantCulture);
        return (digits.AsSpan().ContainsAnyInRange('1', '9') ? Signed(value, difference) : "") + digits;
    }

    // The typographic minus, as in every table.
    private static string Signed(double value, bool difference) => value < 0 ? "−" : difference && value > 0 ? "+" : "";
}
