using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Policies;

public sealed class PolicyChecksTests
{
    [Fact]
    public void Seed_KeepsEveryRule() => Assert.Null(PolicyChecks.Fault(PolicyTable.Seed));

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Author)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.RiskManager)]
    public void Approver_WhoNeverApproves_IsRefused(Role role)
    {
        var fault = PolicyChecks.Fault(With(4, tier => tier with { Approvers = [.. tier.Approvers.Skip(1), new ApproverSlot([Role.ProductManager, role])] }));

        var detail = Assert.Single(fault!.Details!);
        Assert.Equal("T4, approvers", detail.Where);
        Assert.StartsWith($"{RoleWords.Of(role)} never approves", detail.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Approver_WhoNeverApprovesWherePersonalDataIs_IsRefused() =>
        Assert.Equal(["T1, approvers"], Faults(With(1, tier => tier with { Approvers = [new ApproverSlot([Role.ProductManager], [Role.Admin])] })));

    [Fact]
    public void Tier_WithoutApprover_IsRefused() => Assert.Equal(["T1, approvers"], Faults(With(1, tier => tier with { Approvers = [] })));

    [Fact]
    public void Tier_WhoseApproversCannotBeDifferentRoles_IsRefused() =>
        Assert.Equal(["T4, approvers"], Faults(With(4, tier => tier with { Approvers = [new([Role.Legal]), new([Role.Legal])] })));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData((365 * 24) + 1)]
    public void Hours_OutOfBounds_AreRefused(int hours) =>
        Assert.Equal(["T1, evidence not older than", "T1, approval lives"], Faults(With(1, tier => tier with { EvidenceHours = hours, ApprovalHours = hours })));

    [Fact]
    public void HigherTier_WithLongerFreshness_NamesTierAndField()
    {
        var fault = PolicyChecks.Fault(With(3, tier => tier with { EvidenceHours = 20 * 24 }));

        Assert.Equal(new ErrorDetail("T3, evidence not older than", "asks for less than T2: 20 days, where T2 has 14 days"), Assert.Single(fault!.Details!));
    }

    [Fact]
    public void HigherTier_WithoutAnApproverOfTheLower_IsRefused() =>
        Assert.Equal(["T3, approvers"], Faults(With(3, tier => tier with { Approvers = [new([Role.ProductManager]), new([Role.Legal])] })));

    [Fact]
    public void HigherTier_WithoutAGateOfTheLower_IsRefused() =>
        Assert.Equal(["T3, evidence"], Faults(With(3, tier => tier with { Evidence = [GateKind.Baseline, GateKind.RedTeam] })));

    [Fact]
    public void HigherTier_WithAShorterCanary_IsRefused() => Assert.Equal(["T4, rollout"], Faults(With(4, tier => tier with { CanaryHours = 1 })));

    [Fact]
    public void HigherTier_WithoutTheComment_IsRefused() => Assert.Equal(["T4, comment to approve"], Faults(With(4, tier => tier with { CommentToApprove = false })));

    [Fact]
    public void LowerTier_WithTheIndependentRunOfNone_IsRefusedAbove() =>
        Assert.Equal(["T2, run by somebody else than the author"], Faults(With(1, tier => tier with { IndependentRun = true })));

    [Fact]
    public void Table_OfThreeTiers_IsRefused() => Assert.Equal("tiers", PolicyChecks.Fault(new PolicyTable([.. PolicyTable.Seed.Tiers.Take(3)]))!.Details![0].Where);

    [Fact]
    public void Difference_InOrderAlone_IsNone() =>
        Assert.Empty(PolicyDifference.Between(PolicyTable.Seed, With(2, tier => tier with { Approvers = [.. tier.Approvers.Reverse()], Evidence = [.. tier.Evidence.Reverse()] })));

    [Fact]
    public void Difference_OneApproverForAnother_IsBothTighterAndLooser() =>
        Assert.Equal(PolicyEffect.Both, Assert.Single(PolicyDifference.Between(PolicyTable.Seed, With(1, tier => tier with { Approvers = [new([Role.Engineer])] }))).Effect);

    private static IEnumerable<string> Faults(PolicyTable table) => PolicyChecks.Fault(table)!.Details!.Select(detail => detail.Where);

    private static PolicyTable With(int tier, Func<TierPolicy, TierPolicy> change) =>
        new([.. PolicyTable.Seed.Tiers.Select((policy, index) => index + 1 == tier ? change(policy) : policy)]);
}
