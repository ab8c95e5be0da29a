using OpsConsole.Core.Features.Gates.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>Judges the rules of a gate over one column of a finished run. Pure: the same figures give the same verdicts.</summary>
public static class GateRules
{
    /// <summary>Above this share of cells in error, every verdict says so: the figures stand on the rest alone.</summary>
    private const double NotableErrors = 0.05;

    /// <param name="baseline">Null where the run marks no candidate as its baseline.</param>
    internal static RuleResult Judge(GateRule rule, MeasuredCandidate candidate, LiveSide live, BaselineSide? baseline = null)
    {
        var result = rule.Comparison switch
        {
            GateComparison.AtLeast or GateComparison.AtMost => AbsoluteRule.Judge(rule, candidate),
            GateComparison.NotWorseThanLive => RelativeRule.Judge(rule, candidate, live),
            GateComparison.NotWorseThanBaseline => RelativeRule.Judge(rule, candidate, baseline),
        };
        if (candidate.WeakJudge(rule.Measure, rule.Metric) is { } weak)
            result = result with { Verdict = GateVerdict.Inconclusive, Why = $"{weak} Its verdicts decide nothing here. By them: {result.Why}" };
        return candidate.ErrorRate > NotableErrors ? result with { Why = $"{result.Why} {Errors(candidate)}" } : result;
    }

    /// <summary>Any Fail fails, else any Inconclusive leaves it open; only when every rule passes does the gate.</summary>
    public static GateVerdict Overall(IEnumerable<RuleResult> rules)
    {
        var verdicts = rules.Select(rule => rule.Verdict).ToHashSet();
        return verdicts.Contains(GateVerdict.Fail) ? GateVerdict.Fail
            : verdicts.Contains(GateVerdict.Inconclusive) || verdicts.Count == 0 ? GateVerdict.Inconclusive
            : GateVerdict.Pass;
    }

    /// <summary>Whether the rule compares with another candidate of the run, rather than with its limit alone.</summary>
    public static bool IsRelative(GateRule rule) => rule.Comparison is GateComparison.NotWorseThanLive or GateComparison.NotWorseThanBaseline;

    /// <summary>Of a named metric more is better, as of every score.</summary>
    public static bool LessIsBetter(GateMeasure measure) => measure is GateMeasure.LatencyP50 or GateMeasure.LatencyP95 or GateMeasure.CostPer1000 or GateMeasure.ErrorRate;

    private static string Errors(MeasuredCandidate candidate) =>
        $"{GateWords.Percent(candidate.ErrorRate ?? 0)} of the cells ended in an error and are left out.";
}
