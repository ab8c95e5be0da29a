using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Policies.Model;

/// <summary>What a gate proves.</summary>
public enum GateKind
{
    Baseline,
    Safety,
    RedTeam,
}

/// <summary>One approval that is needed, from one person who holds one of these roles.</summary>
/// <param name="WithPersonalData">The roles that count where the system handles personal data; null where that makes no difference.</param>
public sealed record ApproverSlot(IReadOnlyList<Role> Roles, IReadOnlyList<Role>? WithPersonalData = null)
{
    public IReadOnlyList<Role> For(bool personalData) => personalData && WithPersonalData is not null ? WithPersonalData : Roles;
}

/// <summary>What one tier asks of a release to a protected label (governance, approvals).</summary>
/// <param name="Approvers">Each slot by a different person.</param>
/// <param name="Evidence">Gates that must have been run.</param>
/// <param name="EvidenceHours">The oldest that evidence may be, hours since the run ended.</param>
/// <param name="ApprovalHours">How long an approval lives, hours.</param>
/// <param name="CanaryHours">The shortest canary before a release may go live; 0 where none is needed.</param>
/// <param name="CommentToApprove">An approval needs a comment too.</param>
/// <param name="IndependentRun">Evidence must have been started by somebody other than the author.</param>
public sealed record TierPolicy(
    IReadOnlyList<ApproverSlot> Approvers,
    IReadOnlyList<GateKind> Evidence,
    int EvidenceHours,
    int ApprovalHours,
    int CanaryHours,
    bool CommentToApprove,
    bool IndependentRun)
{
    /// <summary>
    /// What satisfies both. A request under way is held to it when the policy changes: a tighter edition counts for it, a looser one does not.
    /// </summary>
    public static TierPolicy Strictest(TierPolicy a, TierPolicy b) => new(
        StrictestSlots.Of(a.Approvers, b.Approvers),
        [.. a.Evidence.Union(b.Evidence).Order()],
        Math.Min(a.EvidenceHours, b.EvidenceHours),
        Math.Min(a.ApprovalHours, b.ApprovalHours),
        Math.Max(a.CanaryHours, b.CanaryHours),
        a.CommentToApprove || b.CommentToApprove,
        a.IndependentRun || b.IndependentRun);
}

/// <summary>The whole table, T1 to T4.</summary>
public sealed record PolicyTable(IReadOnlyList<TierPolicy> Tiers)
{
    public TierPolicy For(int tier) => Tiers[Math.Clamp(tier, 1, Tiers.Count) - 1];

    /// <summary>Tier by tier what satisfies both tables.</summary>
    public static PolicyTable Strictest(PolicyTable a, PolicyTable b) => new([.. a.Tiers.Zip(b.Tiers, TierPolicy.Strictest)]);

    /// <summary>The table that every console starts with.</summary>
    public static PolicyTable Seed { get; } = new(
    [
        new([Slot(Role.ProductManager)], [GateKind.Baseline], 30 * 24, 30 * 24, 0, false, false),
        new([Slot(Role.ProductManager), Slot(Role.Engineer)], [GateKind.Baseline, GateKind.Safety], 14 * 24, 14 * 24, 0, false, false),
        new(
            [Slot(Role.ProductManager), Slot(Role.Engineer), new ApproverSlot([Role.Security, Role.Legal], [Role.Legal])],
            [GateKind.Baseline, GateKind.Safety, GateKind.RedTeam], 7 * 24, 7 * 24, 24, true, false),
        new(
            [Slot(Role.ProductManager), Slot(Role.Engineer), Slot(Role.Security), Slot(Role.Legal)],
            [GateKind.Baseline, GateKind.Safety, GateKind.RedTeam], 72, 72, 72, true, true),
    ]);

    private static ApproverSlot Slot(Role role) => new([role]);
}
