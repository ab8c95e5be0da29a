using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Systems;

/// <summary>A lower tier is asked for by one person, agreed to by another, and ends.</summary>
public sealed class TierLoweringTests : IDisposable
{
    private const string Reason = "Twelve of our own testers use it, nobody else.";
    private static readonly Actor Ines = Actor.Person("u-ines", "Inês Duarte", [Role.Security]);
    private static readonly SystemFacts T3 = new()
    {
        Name = "Claims",
        Owner = "Lena Sato",
        TechnicalOwner = "Inês Duarte-Costa",
        Audience = Audience.PublicOrVulnerable,
        Data = DataSensitivity.None,
        Autonomy = Autonomy.Suggests,
        Effect = DecisionEffect.None,
        Regulatory = RegulatoryClass.Minimal,
    };

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private readonly TestConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Request_Alone_LowersNothing()
    {
        await CreateAsync();
        await RequestAsync(2);

        var tier = await TierAsync();

        Assert.Equal((3, 2), (tier.Tier.Level, tier.Open!.ToLevel));
        Assert.Equal("Audience", tier.Factors.Single(factor => factor.Level == 3).Name);
    }

    [Fact]
    public async Task Approve_ByAnother_LowersUntilItsEndAndNotALittleLonger()
    {
        await CreateAsync();
        await ApproveAsync(await RequestAsync(1, days: 10));

        var lowered = await TierAsync();
        Assert.Equal((1, "Inês Duarte"), (lowered.Tier.Level, lowered.Tier.Lowering!.DecidedByName));

        _console.Clock.Advance(TimeSpan.FromDays(10) - TimeSpan.FromTicks(1));
        Assert.Equal(1, (await TierAsync()).Tier.Level);

        _console.Clock.Advance(TimeSpan.FromTicks(1));
        var ended = await TierAsync();
        Assert.Equal(3, ended.Tier.Level);
        Assert.Null(ended.Tier.Lowering);
        Assert.Single(ended.Lowerings);
    }

    [Fact]
    public async Task Approve_ByTheRequester_IsRefusedAndRecorded()
    {
        await CreateAsync();
        var both = Actor.Person("u-both", "Both", [Role.ProductManager, Role.Security]);
        var id = (await _console.Get<RequestTierLowering>().HandleAsync(new("claims", 2, 30, Reason), both, None)).Value;

        var result = await DecideAsync(id, both);

        Assert.Equal("systems.own-lowering", result.Error?.Code);
        Assert.Equal(AuditOutcome.Denied, Assert.Single(await EventsAsync("tier.lowering-approved")).Outcome);
        Assert.Equal(3, (await TierAsync()).Tier.Level);
    }

    [Theory]
    [InlineData("lena sato")]
    [InlineData("Inês Duarte-Costa ")]
    public async Task Approve_ByAnOwnerOfTheSystem_IsRefused(string name)
    {
        await CreateAsync();
        var id = await RequestAsync(2);

        Assert.Equal("systems.owners-lowering", (await DecideAsync(id, Actor.Person("u-owner", name, [Role.Legal]))).Error?.Code);
    }

    [Fact]
    public async Task Approve_WithARoleLostSinceSignIn_IsDenied()
    {
        await CreateAsync();
        var id = await RequestAsync(2);
        await _console.Get<RememberPerson>().HandleAsync(Actor.Person(Ines.Id, Ines.Name, [Role.Viewer]), None);

        Assert.Equal(ErrorKind.Denied, (await DecideAsync(id, Ines)).Error?.Kind);
    }

    [Theory]
    [InlineData(Role.Engineer)]
    [InlineData(Role.Admin)]
    public async Task Approve_WithoutRiskDecide_IsDenied(Role role)
    {
        await CreateAsync();
        var id = await RequestAsync(2);

        Assert.Equal(ErrorKind.Denied, (await DecideAsync(id, Actor.Person("u-x", "X", [role]))).Error?.Kind);
    }

    [Fact]
    public async Task Approve_ByAService_IsDenied()
    {
        await CreateAsync();
        var id = await RequestAsync(2);

        Assert.Equal("auth.people-only", (await DecideAsync(id, Actor.Service("key-1", "Pipeline", [Permission.RiskDecide]))).Error?.Code);
    }

    [Fact]
    public async Task Reject_NeedsAComment()
    {
        await CreateAsync();
        var id = await RequestAsync(2);

        Assert.Equal("systems.invalid", (await _console.Get<DecideTierLowering>().HandleAsync(new(id, Approve: false), Ines, None)).Error?.Code);
        Assert.True((await _console.Get<DecideTierLowering>().HandleAsync(new(id, Approve: false, "The public can reach it."), Ines, None)).IsOk);
        Assert.Equal("systems.lowering-closed", (await DecideAsync(id, Ines)).Error?.Code);
    }

    [Theory]
    [InlineData(3, 30, Reason, "toLevel")]
    [InlineData(0, 30, Reason, "toLevel")]
    [InlineData(2, 0, Reason, "days")]
    [InlineData(2, 91, Reason, "days")]
    [InlineData(2, 30, "   too short a reason, padded     ", "reason")]
    public async Task Request_OutOfBounds_NamesTheField(int toLevel, int days, string reason, string field)
    {
        await CreateAsync();

        var result = await _console.Get<RequestTierLowering>().HandleAsync(new("claims", toLevel, days, reason), TestConsole.Engineer, None);

        Assert.Equal(field, Assert.Single(result.Error!.Details!).Where);
    }

    [Fact]
    public async Task Request_WhileOneIsOpen_IsRefused()
    {
        await CreateAsync();
        await RequestAsync(2);

        Assert.Equal("systems.lowering-open", (await _console.Get<RequestTierLowering>().HandleAsync(new("claims", 1, 30, Reason), TestConsole.Engineer, None)).Error?.Code);
    }

    [Fact]
    public async Task Approve_AfterTheFactorsWereRaised_IsRefused()
    {
        await CreateAsync();
        var id = await RequestAsync(2);
        await UpdateAsync(T3 with { Autonomy = Autonomy.ActsIrreversibly });

        Assert.Equal("systems.lowering-outdated", (await DecideAsync(id, Ines)).Error?.Code);
    }

    [Fact]
    public async Task Approve_AfterItsOwnEnd_IsRefused()
    {
        await CreateAsync();
        var id = await RequestAsync(2, days: 1);
        _console.Clock.Advance(TimeSpan.FromDays(1));

        Assert.Equal("systems.lowering-over", (await DecideAsync(id, Ines)).Error?.Code);
    }

    [Fact]
    public async Task Lowering_OfATierThatHasRisenSince_NoLongerCounts()
    {
        await CreateAsync();
        await ApproveAsync(await RequestAsync(2));

        await UpdateAsync(T3 with { Effect = DecisionEffect.LegalOrCredit });

        Assert.Equal(4, (await TierAsync()).Tier.Level);
    }

    [Fact]
    public async Task Withdraw_InForce_RaisesAtOnce()
    {
        await CreateAsync();
        var id = await RequestAsync(2);
        await ApproveAsync(id);

        Assert.True((await _console.Get<WithdrawTierLowering>().HandleAsync(new(id, "The pilot is over"), TestConsole.Engineer, None)).IsOk);

        Assert.Equal(3, (await TierAsync()).Tier.Level);
        Assert.Equal("systems.lowering-closed", (await _console.Get<WithdrawTierLowering>().HandleAsync(new(id, "again"), TestConsole.Engineer, None)).Error?.Code);
    }

    [Fact]
    public async Task Factors_RestatedDownwards_NeedALowering()
    {
        await CreateAsync();

        var result = await UpdateAsync(T3 with { Audience = Audience.Internal });

        Assert.Equal("systems.tier-lowering", result.Error?.Code);
        Assert.Contains("Request a lower tier", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(AuditOutcome.Denied, Assert.Single(await EventsAsync("system.changed")).Outcome);
        Assert.Equal(3, (await TierAsync()).Tier.Computed.Level);
    }

    [Fact]
    public async Task Factors_UnderALowering_MayBeRestatedDownToItAndNoFurther()
    {
        await CreateAsync();
        await ApproveAsync(await RequestAsync(2));

        Assert.Equal("systems.tier-lowering", (await UpdateAsync(T3 with { Audience = Audience.Internal })).Error?.Code);
        Assert.True((await UpdateAsync(T3 with { Audience = Audience.Customer })).IsOk);

        // The factors themselves say T2 now, so nothing comes back when the lowering ends.
        _console.Clock.Advance(TimeSpan.FromDays(90));
        Assert.Equal(2, (await TierAsync()).Tier.Level);
    }

    [Fact]
    public async Task Factors_RestatedUpwards_NeedNobodyElse()
    {
        await CreateAsync();

        Assert.True((await UpdateAsync(T3 with { Regulatory = RegulatoryClass.High, Owner = "Maya" })).IsOk);

        var recorded = Assert.Single(await EventsAsync("system.changed"));
        Assert.Equal("Changed: regulatory class from Minimal to High, owner. Tier from T3 to T4.", recorded.Reason);
        Assert.DoesNotContain("Maya", recorded.PayloadJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prohibited_StaysBlockedUnderALowering_AndIsLiftedByTwo()
    {
        await CreateAsync(T3 with { Regulatory = RegulatoryClass.Prohibited });
        Assert.Equal("systems.tier-lowering", (await UpdateAsync(T3 with { Regulatory = RegulatoryClass.High })).Error?.Code);

        await ApproveAsync(await RequestAsync(3));
        var tier = (await TierAsync()).Tier;
        Assert.True(tier.Computed.Blocked);
        Assert.Equal((4, null), (tier.Level, tier.Lowering));

        Assert.True((await UpdateAsync(T3)).IsOk);
        Assert.False((await TierAsync()).Tier.Computed.Blocked);
    }

    [Fact]
    public async Task History_TellsEveryStepNewestFirst()
    {
        await CreateAsync();
        await ApproveAsync(await RequestAsync(2));

        var history = (await _console.Get<ListSystemHistory>().HandleAsync("claims", TestConsole.Viewer, None)).Value;

        Assert.Equal(["tier.lowering-approved", "tier.lowering-requested", "system.created"], history.Select(item => item.Action));
        Assert.Equal(Reason, history[1].Reason);
    }

    [Fact]
    public async Task Request_TellsThoseWhoMayDecide()
    {
        await CreateAsync();
        await _console.Get<RememberPerson>().HandleAsync(Ines, None);
        await _console.Get<RememberPerson>().HandleAsync(TestConsole.Viewer, None);

        await RequestAsync(2);

        await using var context = _console.Database.CreateDbContext();
        Assert.Equal([(Ines.Id, "/systems/claims#tier")], (await context.Notifications.ToListAsync(None)).Select(row => (row.PersonId, row.Href)));
    }

    [Fact]
    public async Task ListSystems_LoweredSystem_TellsTheTierInForceAndTheComputedOne()
    {
        await CreateAsync();
        await ApproveAsync(await RequestAsync(2));

        var lowered = Assert.Single((await _console.Get<ListSystems>().HandleAsync(new(), TestConsole.Viewer, None)).Value.Items).Tier;
        _console.Clock.Advance(TimeSpan.FromDays(91));
        var ended = Assert.Single((await _console.Get<ListSystems>().HandleAsync(new(), TestConsole.Viewer, None)).Value.Items).Tier;

        Assert.Equal((2, 3, 3), (lowered.Level, lowered.Computed.Level, ended.Level));
    }

    private async Task CreateAsync(SystemFacts? facts = null) => Assert.True((await _console.Get<CreateSystem>().HandleAsync(new("claims", facts ?? T3), TestConsole.Engineer, None)).IsOk);

    private async Task<int> RequestAsync(int toLevel, int days = 90) =>
        (await _console.Get<RequestTierLowering>().HandleAsync(new("claims", toLevel, days, Reason), TestConsole.Engineer, None)).Value;

    private Task<Result> DecideAsync(int id, Actor actor) => _console.Get<DecideTierLowering>().HandleAsync(new(id, Approve: true), actor, None);

    private async Task ApproveAsync(int id) => Assert.True((await DecideAsync(id, Ines)).IsOk);

    private async Task<Result> UpdateAsync(SystemFacts facts)
    {
        var revision = (await _console.Get<GetSystem>().HandleAsync("claims", TestConsole.Viewer, None)).Value.Revision;
        return await _console.Get<UpdateSystem>().HandleAsync(new("claims", revision, facts), TestConsole.Engineer, None);
    }

    private async Task<GetSystemTier.Record> TierAsync() => (await _console.Get<GetSystemTier>().HandleAsync("claims", TestConsole.Viewer, None)).Value;

    private async Task<List<AuditEvent>> EventsAsync(string action)
    {
        await using var context = _console.Database.CreateDbContext();
        return await context.AuditEvents.Where(row => row.Action == action).ToListAsync(None);
    }
}
