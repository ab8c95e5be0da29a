using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Gates;

/// <summary>One measured figure of one candidate.</summary>
/// <param name="Interval">95 %; null where none is known.</param>
/// <param name="Cases">How many cases it stands on.</param>
internal sealed record GateFigure(double Value, Interval? Interval, int Cases)
{
    /// <summary>The figure that a rule measures; null where the run does not have it.</summary>
    public static GateFigure? Of(GateRule rule, MeasuredCandidate candidate)
    {
        var summary = candidate.Summary;
        return rule.Measure switch
        {
            GateMeasure.PassRate => Estimated(summary.PassRate, summary.Cases),
            GateMeasure.MeanScore => Estimated(summary.MeanScore, summary.Cases),
            GateMeasure.Metric => Metric(summary, rule.Metric),
            GateMeasure.LatencyP50 => Plain(summary.LatencyP50, summary.Cases),
            GateMeasure.LatencyP95 => Plain(summary.LatencyP95, summary.Cases),
            GateMeasure.CostPer1000 => Plain((double?)summary.CostPer1000Usd, summary.Cases),
            GateMeasure.ErrorRate => Errors(candidate),
        };
    }

    /// <summary>Why there is none.</summary>
    public static string Missing(GateRule rule, MeasuredCandidate candidate) => rule.Measure switch
    {
        GateMeasure.Metric => $"No assertion of the run reports the metric {rule.Metric}.",
        GateMeasure.CostPer1000 => $"{candidate.ModelKey} had no price in this run.",
        GateMeasure.LatencyP50 or GateMeasure.LatencyP95 => "The run has measured no latency.",
        GateMeasure.PassRate or GateMeasure.MeanScore or GateMeasure.ErrorRate => "The run has answered no case.",
    };

    private static GateFigure? Estimated(Estimate? estimate, int cases) =>
        estimate is null ? null : new GateFigure(estimate.Value, new Interval(estimate.Low, estimate.High), cases);

    private static GateFigure? Plain(double? value, int cases) => value is { } known ? new GateFigure(known, null, cases) : null;

    private static GateFigure? Metric(CandidateSummary summary, string? name) => summary.Metrics.FirstOrDefault(metric => metric.Name == name) is { } metric
        ? new GateFigure(metric.Mean, metric.Interval is { } interval ? new Interval(interval.Low, interval.High) : null, metric.Cases)
        : null;

    // Repeats of a case fail together more often than not, so n is the number of cases and not of cells.
    private static GateFigure? Errors(MeasuredCandidate candidate) => candidate.ErrorRate is { } rate && candidate.CaseCount > 0
        ? new GateFigure(rate, Wilson.Interval(rate * candidate.CaseCount, candidate.CaseCount), candidate.CaseCount)
        : null;
}
