using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Gates;

/// <summary>How verdicts, figures and whole gates are shown. An exception changes words, never a colour.</summary>
public static class GateLooks
{
    public static Verdict Verdict(GateVerdict verdict) => verdict switch
    {
        GateVerdict.Pass => Components.Controls.Verdict.Pass,
        GateVerdict.Fail => Components.Controls.Verdict.Fail,
        GateVerdict.Inconclusive => Components.Controls.Verdict.Inconclusive,
    };

    /// <summary>Over several gates: one Fail fails, one Inconclusive leaves it open; None without evidence.</summary>
    public static Verdict Verdict(IReadOnlyList<Evidence> evidence) =>
        evidence.Count == 0 ? Components.Controls.Verdict.None : Verdict(GateRules.Overall(evidence.SelectMany(gate => gate.Rules)));

    /// <summary>"Inconclusive, excepted" where each rule that does not pass is excepted; null leaves the badge its own word.</summary>
    public static string? BadgeText(IReadOnlyList<Evidence> evidence, ExceptionsInForce exceptions) =>
        evidence.Any(gate => gate.Verdict != GateVerdict.Pass) && evidence.All(exceptions.Admits)
            ? $"{GateWords.Of(GateRules.Overall(evidence.SelectMany(gate => gate.Rules)))}, excepted"
            : null;

    /// <summary>"7 of 8 rules pass, 1 inconclusive with an exception".</summary>
    public static string Summary(IReadOnlyList<Evidence> evidence, ExceptionsInForce exceptions)
    {
        var rules = evidence.SelectMany(gate => gate.Rules.Select(rule => (rule.Verdict, Excepted: exceptions.Over(gate, rule) is not null))).ToList();
        var passed = rules.Count(rule => rule.Verdict == GateVerdict.Pass);
        var words = $"{passed} of {rules.Count} {(rules.Count == 1 ? "rule passes" : "rules pass")}";
        foreach (var verdict in new[] { GateVerdict.Fail, GateVerdict.Inconclusive })
        {
            var (count, excepted) = (rules.Count(rule => rule.Verdict == verdict), rules.Count(rule => rule.Verdict == verdict && rule.Excepted));
            if (count > 0)
                words += $", {count} {(verdict == GateVerdict.Fail ? count == 1 ? "fails" : "fail" : "inconclusive")}{Excepted(count, excepted)}";
        }

        return words;
    }

    public static string Measured(RuleResult result) =>
        result.Measured is { } value ? GateWords.Figure(result.Rule.Measure, value, IsDifference(result.Rule)) : Figures.None;

    /// <summary>"85.6 to 93.2", in the unit of the measured figure beside it.</summary>
    public static string? Interval(RuleResult result) =>
        result is { Low: { } low, High: { } high } ? $"{Bare(result.Rule, low)} to {Bare(result.Rule, high)}" : null;

    private static string Bare(GateRule rule, double value)
    {
        var (shown, decimals) = rule.Measure is GateMeasure.PassRate or GateMeasure.ErrorRate ? (value * 100, 1) : (value, 3);
        return IsDifference(rule) ? Figures.Signed(shown, decimals) : Figures.Fixed(shown, decimals);
    }

    private static bool IsDifference(GateRule rule) => GateRules.IsRelative(rule);

    private static string Excepted(int count, int excepted) => excepted == 0 ? "" : excepted < count ? $" ({excepted} with an exception)" : excepted == 1 ? " with an exception" : " with exceptions";
}
