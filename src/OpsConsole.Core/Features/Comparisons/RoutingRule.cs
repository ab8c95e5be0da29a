using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>
/// Advises a route: of all candidates that are shown to be not worse than the best by more than the margin, the cheapest. "Shown" is by the 95 % interval of
/// the paired difference of pass rates: what the cases leave undecided is not taken for equal.
/// </summary>
internal static class RoutingRule
{
    /// <summary>With fewer answered cases than this, nothing is said of a candidate, here as in the comparison itself.</summary>
    private static readonly int Fewest = ComparisonRule.Default.FewestCases;

    /// <summary>The highest pass rate among the candidates that can still be called and answered enough cases; of equals the cheaper one.</summary>
    public static ComparedCandidate? Best(IReadOnlyList<ComparedCandidate> candidates) => candidates
        .Where(candidate => candidate is { PassRate: not null, ModelRemoved: false } && candidate.Cases >= Fewest)
        .OrderByDescending(candidate => candidate.PassRate!.Value)
        .ThenBy(candidate => candidate.CostPer1000Usd ?? decimal.MaxValue)
        .FirstOrDefault();

    /// <summary>Marks what another candidate beats in quality or cost without losing in the other.</summary>
    public static IReadOnlyList<ComparedCandidate> MarkDominated(IReadOnlyList<ComparedCandidate> candidates) =>
        [.. candidates.Select(candidate => candidate with { Dominated = candidates.Any(other => Dominates(other, candidate)) })];

    /// <param name="againstBest">In the order of the candidates.</param>
    /// <param name="margin">0..1.</param>
    public static RoutingAdvice Advise(ComparisonReport report, string? bestId, IReadOnlyList<(PartialEstimate? Difference, int Cases)> againstBest, double margin)
    {
        if (bestId is null)
        {
            return new RoutingAdvice(margin, null, null, "No route can be advised", [$"No candidate that is still offered has answers to {Fewest} compared cases or more."], [], []);
        }

        var best = report.Find(bestId);
        var options = report.Candidates.Zip(againstBest, (candidate, against) => OptionOf(candidate, best, against.Difference, against.Cases, margin)).ToList();
        var open = report.Candidates.Zip(options).Where(entry => entry.Second.Standing is RoutingStanding.Best or RoutingStanding.Within && entry.First.CostPer1000Usd is not null)
            .OrderBy(entry => entry.First.CostPer1000Usd).ThenByDescending(entry => entry.First.PassRate!.Value)
            .Select(entry => entry.First).ToList();
        if (open.Count == 0)
        {
            return new RoutingAdvice(margin, bestId, null, "No route can be advised", [$"{best.Name} is best, and neither it nor a candidate within {ComparedWords.Margin(margin)} of it has a price."], options, []);
        }

        var route = open[0];
        return new RoutingAdvice(margin, bestId, route.Id, $"Route to {route.Name}", RoutingReasons.Of(report, route, best, margin), options, RoutingReasons.Changes(report, open, options, margin))
        {
            SliceCheck = RoutingReasons.SliceCheck(report, route),
        };
    }

    private static RoutingOption OptionOf(ComparedCandidate candidate, ComparedCandidate best, PartialEstimate? difference, int cases, double margin)
    {
        var cost = candidate.CostPer1000Usd - best.CostPer1000Usd;
        if (candidate.Id == best.Id)
        {
            return new RoutingOption(candidate.Id, RoutingStanding.Best, null, null, null, null);
        }

        var why = candidate.ModelRemoved ? "its model is not offered any more"
            : candidate.CostPer1000Usd is null ? "its model has no price"
            : difference is null || cases < Fewest ? $"it shares fewer than {Fewest} answered cases with the best"
            : difference.Low is null ? "its interval is being computed"
            : null;
        if (why is not null)
        {
            return new RoutingOption(candidate.Id, RoutingStanding.NotWeighed, difference, cost, null, why);
        }

        var standing = difference!.Low > -margin ? RoutingStanding.Within : difference.High < -margin ? RoutingStanding.Outside : RoutingStanding.Undecided;
        return new RoutingOption(candidate.Id, standing, difference, cost, standing == RoutingStanding.Undecided ? MoreCases(difference, cases, margin) : null, null);
    }

    // An interval shrinks with the root of the number of cases: so many that it no longer holds −margin, if the difference stays where it is.
    private static int? MoreCases(PartialEstimate difference, int cases, double margin)
    {
        var room = difference.Value + margin;
        var reach = room > 0 ? difference.Value - difference.Low!.Value : difference.High!.Value - difference.Value;
        var needed = room == 0 ? double.PositiveInfinity : cases * (reach / room) * (reach / room);
        return needed < 1_000_000 ? (int)Math.Ceiling(needed) - cases + 1 : null;
    }

    private static bool Dominates(ComparedCandidate one, ComparedCandidate other) =>
        one is { PassRate: { } rate, CostPer1000Usd: { } cost } && other is { PassRate: { } otherRate, CostPer1000Usd: { } otherCost }
        && rate.Value >= otherRate.Value && cost <= otherCost && (rate.Value > otherRate.Value || cost < otherCost);
}
