using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

/// <summary>What every edition of the policy must keep, whoever agrees to it.</summary>
internal static class PolicyChecks
{
    public const int TierCount = 4;
    public const int LongestHours = 365 * 24;

    /// <summary>Who may approve at all: neither Admin, Author, Viewer, Auditor nor the risk manager ever.</summary>
    public static IReadOnlyList<Role> Approving { get; } = RolePermissions.Holders(Permission.ReleasesDecide);

    public static Error? Fault(PolicyTable table)
    {
        var checks = new FieldChecks("policy").That(table.Tiers.Count == TierCount, "tiers", $"a policy has {TierCount} tiers, this has {table.Tiers.Count}");
        foreach (var (index, tier) in table.Tiers.Index())
            CheckTier(checks, index + 1, tier);

        // A tier that cannot be filled has no meaning that could be compared.
        if (checks.Fault is { } fault)
            return fault;
        for (var tier = 2; tier <= table.Tiers.Count; tier++)
            CheckSteps(checks, tier, table.For(tier - 1), table.For(tier));
        return checks.Fault;
    }

    private static void CheckTier(FieldChecks checks, int number, TierPolicy tier)
    {
        var approvers = PolicyFields.At(number, PolicyFields.Approvers);
        var roles = tier.Approvers.SelectMany(slot => slot.For(false).Concat(slot.For(true))).ToHashSet();
        checks
            .That(tier.Approvers.Count > 0, approvers, "at least one approver is needed")
            .That(tier.Approvers.All(slot => slot.For(false).Count > 0 && slot.For(true).Count > 0), approvers, "each approver needs at least one role")
            .That(
                roles.All(Approving.Contains), approvers,
                $"{string.Join(", ", roles.Where(role => !Approving.Contains(role)).Select(RoleWords.Of))} never approves; choose among {string.Join(", ", Approving.Select(RoleWords.Of))}")
            .That(
                tier.Approvers.Count <= Approving.Count && StrictestSlots.CanBeFilled(tier.Approvers), approvers,
                "one person fills one role and one role is filled by one person; these cannot all be filled")
            .That(tier.Evidence.Distinct().Count() == tier.Evidence.Count, PolicyFields.At(number, PolicyFields.Evidence), "names a gate twice")
            .Range(PolicyFields.At(number, PolicyFields.EvidenceHours), tier.EvidenceHours, 1, LongestHours)
            .Range(PolicyFields.At(number, PolicyFields.ApprovalHours), tier.ApprovalHours, 1, LongestHours)
            .Range(PolicyFields.At(number, PolicyFields.CanaryHours), tier.CanaryHours, 0, LongestHours);
    }

    /// <summary>A higher tier never asks for less.</summary>
    private static void CheckSteps(FieldChecks checks, int number, TierPolicy below, TierPolicy tier)
    {
        foreach (var difference in PolicyDifference.Between(number, below, tier).Where(difference => difference.Effect != PolicyEffect.Tighter))
            checks.Add(PolicyFields.At(number, difference.Field), $"asks for less than T{number - 1}: {difference.To}, where T{number - 1} has {difference.From}");
    }
}
