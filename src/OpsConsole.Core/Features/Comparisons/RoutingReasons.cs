namespace OpsConsole.Core.Features.Comparisons;

/// <summary>Why a route is advised, and what would change it, in sentences.</summary>
internal static class RoutingReasons
{
    public static IReadOnlyList<string> Of(ComparisonReport report, ComparedCandidate route, ComparedCandidate best, double margin)
    {
        var reasons = new List<string>
        {
            route.Id == best.Id
                ? $"It passes most, and no cheaper candidate is shown to lie within {ComparedWords.Margin(margin)} of it."
                : $"Cheapest candidate not worse than the best, {best.Name}, by more than {ComparedWords.Margin(margin)}.",
        };
        if (route.Id != best.Id && route.CostPer1000Usd is { } cost && best.CostPer1000Usd is { } bestCost && bestCost > cost)
        {
            reasons.Add($"{ComparedWords.Dollars(cost)} per 1,000 calls instead of {ComparedWords.Dollars(bestCost)}.");
        }

        return reasons;
    }

    public static string? SliceCheck(ComparisonReport report, ComparedCandidate route)
    {
        var column = report.Candidates.ToList().IndexOf(route);
        var worst = report.Slices.Where(slice => slice.Cases < report.Pairing.Compared && slice.Candidates[column].Difference is { Value: < 0 })
            .MinBy(slice => slice.Candidates[column].Difference!.Value);
        return worst?.Candidates[column].Difference is { } difference
            ? $"Slice check: tag {worst.Tag} ({ComparedWords.Cases(worst.Cases)}) is worse than the baseline by {ComparedWords.Points(-difference.Value)} points with this route, "
                + (difference.High < 0 ? "and its interval leaves 0 out." : "too few cases to tell.")
            : null;
    }

    /// <param name="open">The candidates that the margin admits, cheapest first: the route, then those that would follow it.</param>
    public static IReadOnlyList<string> Changes(ComparisonReport report, IReadOnlyList<ComparedCandidate> open, IReadOnlyList<RoutingOption> options, double margin)
    {
        var changes = new List<string>();
        var route = open[0];
        var byId = options.ToDictionary(option => option.Id);
        if (Threshold(byId[route.Id]) is > 0 and var least)
        {
            var then = Cheapest(report.Candidates.Where(candidate => byId[candidate.Id].Standing == RoutingStanding.Best || Threshold(byId[candidate.Id]) < least));
            changes.Add($"At a margin of {ComparedWords.Points(least)} points or less: {then?.Name ?? "no candidate with a price"}{Price(then)}.");
        }

        var cheapest = route.CostPer1000Usd!.Value;
        foreach (var (candidate, threshold) in report.Candidates
            .Select(candidate => (Candidate: candidate, Threshold: Threshold(byId[candidate.Id])))
            .Where(entry => entry.Threshold >= margin && entry.Candidate.CostPer1000Usd < cheapest)
            .OrderBy(entry => entry.Threshold))
        {
            if (candidate.CostPer1000Usd < cheapest && threshold < 0.5)
            {
                cheapest = candidate.CostPer1000Usd!.Value;
                changes.Add($"Above a margin of {ComparedWords.Points(threshold!.Value)} points: {candidate.Name}{Price(candidate)}.");
            }
        }

        if (open is [_, { CostPer1000Usd: { } nextCost } next, ..] && nextCost > 0)
        {
            changes.Add(route.CostPer1000Usd == nextCost
                ? $"Any rise of its price: {next.Name} costs the same."
                : $"A price of {route.Name} above {ComparedWords.Dollars(nextCost)} per 1,000, now {ComparedWords.Dollars(route.CostPer1000Usd.Value)}: {next.Name} would be cheaper.");
        }

        foreach (var option in options.Where(option => option.Standing == RoutingStanding.Undecided && report.Find(option.Id).CostPer1000Usd < route.CostPer1000Usd))
        {
            changes.Add(option.MoreCases is { } more
                ? $"{report.Find(option.Id).Name} is cheaper and undecided: about {ComparedWords.Cases(more)} more would tell, if its difference stays at {ComparedWords.Points(option.Difference!.Value, signed: true)} points."
                : $"{report.Find(option.Id).Name} is cheaper and undecided, and its difference lies too near the margin for more cases to tell.");
        }

        return changes;
    }

    /// <summary>The margin from which on a candidate is within it; null where it was not weighed.</summary>
    private static double? Threshold(RoutingOption option) => option.Standing switch
    {
        RoutingStanding.Best => 0,
        RoutingStanding.NotWeighed => null,
        RoutingStanding.Within or RoutingStanding.Outside or RoutingStanding.Undecided => Math.Max(0, -option.Difference!.Low!.Value),
    };

    private static ComparedCandidate? Cheapest(IEnumerable<ComparedCandidate> candidates) =>
        candidates.Where(candidate => candidate.CostPer1000Usd is not null).OrderBy(candidate => candidate.CostPer1000Usd).ThenByDescending(candidate => candidate.PassRate?.Value).FirstOrDefault();

    private static string Price(ComparedCandidate? candidate) => candidate?.CostPer1000Usd is { } cost ? $", {ComparedWords.Dollars(cost)} per 1,000" : "";
}
