using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

public enum PolicyEffect
{
    /// <summary>Asks for more: it counts for requests under way as well.</summary>
    Tighter,

    /// <summary>Asks for less: it counts for requests that are made from then on.</summary>
    Looser,

    /// <summary>Asks for more in one way and for less in another.</summary>
    Both,
}

/// <summary>One cell of the table in which two editions differ.</summary>
public sealed record PolicyDifference(int Tier, string Field, string From, string To, PolicyEffect Effect)
{
    public static IReadOnlyList<PolicyDifference> Between(PolicyTable from, PolicyTable to) =>
        [.. from.Tiers.Zip(to.Tiers).Index().SelectMany(pair => Between(pair.Index + 1, pair.Item.First, pair.Item.Second))];


    internal static IEnumerable<PolicyDifference> Between(int tier, TierPolicy from, TierPolicy to)
    {
        var strictest = TierPolicy.Strictest(from, to);
        PolicyDifference Cell(string field, Func<TierPolicy, string> words) => new(tier, field, words(from), words(to), EffectOf(words(from), words(to), words(strictest)));

        PolicyDifference[] cells =
        [
            Cell(PolicyFields.Approvers, policy => PolicyWords.Approvers(Ordered(policy))),
            Cell(PolicyFields.Evidence, policy => PolicyWords.Evidence(Ordered(policy))),
            Cell(PolicyFields.EvidenceHours, policy => PolicyWords.Hours(policy.EvidenceHours)),
            Cell(PolicyFields.ApprovalHours, policy => PolicyWords.Hours(policy.ApprovalHours)),
            Cell(PolicyFields.CanaryHours, policy => PolicyWords.Rollout(policy.CanaryHours)),
            Cell(PolicyFields.Comment, policy => policy.CommentToApprove ? "required" : "not required"),
            Cell(PolicyFields.IndependentRun, policy => policy.IndependentRun ? "required" : "not required"),
        ];
        return cells.Where(cell => cell.From != cell.To);
    }

    private static PolicyEffect EffectOf(string from, string to, string strictest) =>
        strictest == to ? PolicyEffect.Tighter : strictest == from ? PolicyEffect.Looser : PolicyEffect.Both;

    // The same slots and kinds in another order are no difference; Strictest brings them into its order.
    private static TierPolicy Ordered(TierPolicy policy) => TierPolicy.Strictest(policy, policy);
}
