namespace OpsConsole.Core.Features.Comparisons;

public enum RoutingStanding
{
    /// <summary>The best candidate itself.</summary>
    Best,

    /// <summary>The interval of its difference from the best lies above −margin.</summary>
    Within,

    /// <summary>The interval lies below −margin.</summary>
    Outside,

    /// <summary>The interval holds −margin: the cases do not tell.</summary>
    Undecided,

    /// <summary>Without a price, without its model, or without cases in common with the best: it cannot be weighed.</summary>
    NotWeighed,
}

/// <summary>One candidate against the best.</summary>
/// <param name="Difference">Pass rate, candidate − best, paired by case.</param>
/// <param name="CostDifference">US dollars per 1,000 calls, candidate − best.</param>
/// <param name="MoreCases">About how many more cases would decide, if the difference stays as it is; null unless undecided, and where none would.</param>
/// <param name="Why">What keeps it from being weighed; null otherwise.</param>
public sealed record RoutingOption(string Id, RoutingStanding Standing, PartialEstimate? Difference, decimal? CostDifference, int? MoreCases, string? Why);

/// <summary>The cheapest candidate that is not worse than the best by more than the margin, by the interval of the paired difference.</summary>
/// <param name="Margin">In 0..1.</param>
/// <param name="Best">The highest pass rate; the cheaper one of equals.</param>
/// <param name="Route">The candidate to route to; null when nothing can be advised.</param>
/// <param name="Answer">"Route to v7 · gpt-4.1-mini".</param>
/// <param name="Reasons">Why, in sentences.</param>
/// <param name="Changes">What would change it, in sentences.</param>
public sealed record RoutingAdvice(
    double Margin, string? Best, string? Route, string Answer, IReadOnlyList<string> Reasons, IReadOnlyList<RoutingOption> Options, IReadOnlyList<string> Changes)
{
    /// <summary>The tag that the route serves worst, in a sentence; null where none is worse than under the baseline.</summary>
    public string? SliceCheck { get; init; }
}
