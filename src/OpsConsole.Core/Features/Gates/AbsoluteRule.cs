using OpsConsole.Core.Features.Gates.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>A figure against a limit: by its point estimate, or by its whole interval.</summary>
internal static class AbsoluteRule
{
    /// <summary>A mean that is the limit but for rounding in its last bits has reached it.</summary>
    private const double Rounding = 1e-9;

    public static RuleResult Judge(GateRule rule, MeasuredCandidate candidate)
    {
        if (GateFigure.Of(rule, candidate) is not { } figure)
            return new RuleResult(rule, GateWords.Of(rule), null, null, null, 0, GateVerdict.Inconclusive, GateFigure.Missing(rule, candidate));

        var (verdict, why) = rule.OnBound ? ByInterval(rule, figure) : ByPoint(rule, figure);
        return new RuleResult(rule, GateWords.Of(rule), figure.Value, figure.Interval?.Low, figure.Interval?.High, figure.Cases, verdict, why);
    }

    private static (GateVerdict Verdict, string Why) ByPoint(GateRule rule, GateFigure figure)
    {
        var verdict = Holds(rule, figure.Value) ? GateVerdict.Pass : GateVerdict.Fail;
        return (verdict, $"{Say(rule, figure.Value)} over {GateWords.Cases(figure.Cases)}; {(verdict == GateVerdict.Pass ? "meets" : "misses")} {GateWords.Limit(rule)}.");
    }

    private static (GateVerdict Verdict, string Why) ByInterval(GateRule rule, GateFigure figure)
    {
        if (figure.Interval is not { } interval)
            return (GateVerdict.Inconclusive, $"{Say(rule, figure.Value)}, and no interval is known for it.");

        var shown = $"{Say(rule, interval.Low)} to {Say(rule, interval.High)} over {GateWords.Cases(figure.Cases)}";
        var (low, high) = (Holds(rule, interval.Low), Holds(rule, interval.High));
        return (low, high) switch
        {
            (true, true) => (GateVerdict.Pass, $"The whole interval, {shown}, meets {GateWords.Limit(rule)}."),
            (false, false) => (GateVerdict.Fail, $"The whole interval, {shown}, misses {GateWords.Limit(rule)}."),
            (true, false) or (false, true) => (GateVerdict.Inconclusive, $"The interval, {shown}, includes {GateWords.Limit(rule)}: more cases would tell."),
        };
    }

    private static bool Holds(GateRule rule, double value) => rule.Comparison == GateComparison.AtLeast ? value >= rule.Limit - Rounding : value <= rule.Limit + Rounding;

    private static string Say(GateRule rule, double value) => GateWords.Figure(rule.Measure, value, difference: false);
}
