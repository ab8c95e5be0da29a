using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>What a rule may say. A rule that could never pass or never fail is refused where that can be seen.</summary>
internal static class GateRuleChecks
{
    private const int MostRules = 30;
    private const int LongestMetric = 100;
    private const double MostMilliseconds = 3_600_000;
    private const double MostDollars = 1_000_000;

    /// <summary>Without what does not belong to the measure: a metric's name on a pass rate, a bound on a comparison with another candidate.</summary>
    public static IReadOnlyList<GateRule> Tidy(IEnumerable<GateRule> rules) =>
    [
        .. rules.Select(rule => rule with
        {
            Metric = rule.Measure == GateMeasure.Metric ? rule.Metric?.Trim() : null,
            OnBound = rule.OnBound && !GateRules.IsRelative(rule),
        }),
    ];

    public static FieldChecks Check(FieldChecks checks, IReadOnlyList<GateRule> rules)
    {
        checks.That(rules.Count > 0, "rules", "a gate needs one rule at least").That(rules.Count <= MostRules, "rules", $"at most {MostRules} rules");
        foreach (var (index, rule) in rules.Index())
            Check(checks, $"rule {index + 1}", rule, [.. rules.Take(index)]);
        return checks;
    }

    private static bool NeverFails(GateRule rule) =>
        IsShare(rule.Measure) && (rule.Comparison, rule.Limit) is (GateComparison.AtLeast, 0) or (GateComparison.AtMost, 1);

    private static void Check(FieldChecks checks, string field, GateRule rule, IReadOnlyList<GateRule> earlier)
    {
        if (!Enum.IsDefined(rule.Measure) || !Enum.IsDefined(rule.Comparison))
        {
            checks.That(false, field, "has a measure or a comparison that does not exist");
            return;
        }

        var relative = GateRules.IsRelative(rule);
        var (least, most) = IsShare(rule.Measure) ? (0, 1) : (0, rule.Measure == GateMeasure.CostPer1000 ? MostDollars : MostMilliseconds);
        checks.Range(field, rule.Limit, least, most)
            .That(IsShare(rule.Measure) || relative || rule.Limit != 0, field, "the limit must be more than 0")
            .That(!NeverFails(rule), field, "could never fail; choose a limit that some run would miss")
            .That(!rule.OnBound || HasInterval(rule.Measure), field, $"{GateWords.Of(rule.Measure)} has no interval to look at; use the measured figure");
        if (rule.Measure == GateMeasure.Metric)
            checks.Required(field, rule.Metric, LongestMetric);
        if (rule.Limit >= least && rule.Limit <= most)
            checks.That(earlier.All(other => !Same(other, rule)), field, $"\"{GateWords.Of(rule)}\" stands there twice");
    }

    private static bool Same(GateRule one, GateRule other) =>
        one.Measure == other.Measure && one.Comparison == other.Comparison && one.Metric == other.Metric && one.OnBound == other.OnBound
        && double.IsFinite(one.Limit) && Math.Abs(one.Limit) <= MostMilliseconds && GateWords.Of(one) == GateWords.Of(other);

    private static bool IsShare(GateMeasure measure) => measure is GateMeasure.PassRate or GateMeasure.MeanScore or GateMeasure.Metric or GateMeasure.ErrorRate;

    private static bool HasInterval(GateMeasure measure) => IsShare(measure);
}
