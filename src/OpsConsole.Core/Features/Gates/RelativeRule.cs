using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Gates;

/// <summary>
/// A figure against the same figure of the live version or of the baseline in the same run. The difference is candidate − other side, as it is shown; where less is better, a
/// difference above the limit is what counts against it.
/// </summary>
internal static class RelativeRule
{
    private const double Rounding = 1e-9;

    public static RuleResult Judge(GateRule rule, MeasuredCandidate candidate, LiveSide live)
    {
        if (live.Number is not { } number)
            return Without(rule, GateVerdict.Pass, "Nothing is live yet: there is nothing to be worse than.");
        if (number == candidate.Number)
            return Without(rule, GateVerdict.Pass, $"v{number} is live itself: there is nothing to be worse than.");
        if (live.Measured is not { } measured)
            return Without(rule, GateVerdict.Inconclusive, $"The live v{number} is not in this run. Add v{number} as a candidate to the benchmark.");
        return Against(rule, candidate, new OtherSide(measured, "live", $"the live v{number}", $"v{number}"));
    }

    /// <summary>A candidate that is its own baseline has shown nothing: unlike a version that is live already, it may still be worse than what people have.</summary>
    public static RuleResult Judge(GateRule rule, MeasuredCandidate candidate, BaselineSide? baseline)
    {
        if (baseline is null)
            return Without(rule, GateVerdict.Inconclusive, "Not decided: no candidate of this run is marked as its baseline. Mark one in the benchmark.");
        if (baseline.IsCandidate)
            return Without(rule, GateVerdict.Inconclusive, $"Not decided: {baseline.Name} is the baseline of this run itself. Mark another candidate as the baseline in the benchmark.");
        return baseline.Measured is { } measured
            ? Against(rule, candidate, new OtherSide(measured, $"the baseline {baseline.Name}", $"the baseline {baseline.Name}", $"The baseline {baseline.Name}"))
            : Without(rule, GateVerdict.Inconclusive, $"Not decided: the baseline {baseline.Name} has no figures in this run.");
    }

    private static RuleResult Against(GateRule rule, MeasuredCandidate candidate, OtherSide other)
    {
        var measured = other.Measured;
        var result = rule.Measure switch
        {
            GateMeasure.PassRate or GateMeasure.MeanScore => ByCase(rule, candidate, other),
            GateMeasure.Metric or GateMeasure.ErrorRate => ByIntervals(rule, candidate, other),
            GateMeasure.LatencyP50 or GateMeasure.LatencyP95 or GateMeasure.CostPer1000 => ByPoints(rule, candidate, other),
        };
        return measured.ModelKey == candidate.ModelKey ? result : result with { Why = $"{result.Why} {other.Ran} ran on {measured.ModelKey}, v{candidate.Number} on {candidate.ModelKey}." };
    }

    private static RuleResult ByCase(GateRule rule, MeasuredCandidate candidate, OtherSide other)
    {
        var pairs = PairedCases.Of(rule.Measure, candidate, other.Measured);
        var comparison = pairs.Compare();
        if (comparison.Interval is not { } interval)
            return Without(rule, GateVerdict.Inconclusive, $"{GateWords.Cases(comparison.Cases)} answered on both sides: too few to compare.") with { Cases = comparison.Cases };

        var result = new RuleResult(
            rule, GateWords.Of(rule), comparison.Difference, interval.Low, interval.High, comparison.Cases, GateVerdict.Inconclusive,
            $"{GateWords.Cases(comparison.Cases)} answered on both sides; at least {comparison.Rule.FewestCases} are needed.");
        return comparison.Cases < comparison.Rule.FewestCases ? result : Settled(result, interval, other, $", {GateWords.Cases(comparison.Cases)} paired");
    }

    // No pairs are stored for these: the widest interval that both sides' own intervals allow.
    private static RuleResult ByIntervals(GateRule rule, MeasuredCandidate candidate, OtherSide other)
    {
        if (Figures(rule, candidate, other, out var missing) is not (var ours, var theirs))
            return Without(rule, GateVerdict.Inconclusive, missing);

        var result = new RuleResult(
            rule, GateWords.Of(rule), ours.Value - theirs.Value, null, null, Math.Min(ours.Cases, theirs.Cases), GateVerdict.Inconclusive,
            $"{Say(rule, ours.Value - theirs.Value)}, and no interval is known for it.");
        if (ours.Interval is not { } own || theirs.Interval is not { } their)
            return result;
        var interval = new Interval(own.Low - their.High, own.High - their.Low);
        return Settled(result with { Low = interval.Low, High = interval.High }, interval, other, ", by both intervals");
    }

    private static RuleResult ByPoints(GateRule rule, MeasuredCandidate candidate, OtherSide other)
    {
        if (Figures(rule, candidate, other, out var missing) is not (var ours, var theirs))
            return Without(rule, GateVerdict.Inconclusive, missing);

        var difference = ours.Value - theirs.Value;
        var passes = difference <= rule.Limit + Rounding;
        return new RuleResult(
            rule, GateWords.Of(rule), difference, null, null, Math.Min(ours.Cases, theirs.Cases), passes ? GateVerdict.Pass : GateVerdict.Fail,
            $"{Say(rule, difference)} against {other.Who}, {GateWords.Limit(rule)} allowed; by the figures alone, no interval is known for the difference.");
    }

    private static RuleResult Settled(RuleResult result, Interval interval, OtherSide other, string basis)
    {
        var (rule, limit) = (result.Rule, result.Rule.Limit);
        var (worst, best) = GateRules.LessIsBetter(rule.Measure) ? (-interval.High, -interval.Low) : (interval.Low, interval.High);
        var shown = $"{Say(rule, result.Measured ?? 0)} against {other.Who} ({Say(rule, interval.Low)} to {Say(rule, interval.High)}){basis}";
        return worst >= -limit - Rounding ? result with { Verdict = GateVerdict.Pass, Why = $"{shown}: not worse by more than {GateWords.Limit(rule)}." }
            : best < -limit - Rounding ? result with { Verdict = GateVerdict.Fail, Why = $"{shown}: worse by more than {GateWords.Limit(rule)}." }
            : result with { Verdict = GateVerdict.Inconclusive, Why = $"{shown}: it may or may not be worse by more than {GateWords.Limit(rule)}." };
    }

    private static (GateFigure Ours, GateFigure Theirs)? Figures(GateRule rule, MeasuredCandidate candidate, OtherSide other, out string missing)
    {
        missing = "";
        if (GateFigure.Of(rule, candidate) is not { } ours)
            missing = GateFigure.Missing(rule, candidate);
        else if (GateFigure.Of(rule, other.Measured) is { } theirs)
            return (ours, theirs);
        else
            missing = $"For {other.Named}: {GateFigure.Missing(rule, other.Measured)}";
        return null;
    }

    private static RuleResult Without(GateRule rule, GateVerdict verdict, string why) => new(rule, GateWords.Of(rule), null, null, null, 0, verdict, why);

    private static string Say(GateRule rule, double difference) => GateWords.Figure(rule.Measure, difference, difference: true);
}
