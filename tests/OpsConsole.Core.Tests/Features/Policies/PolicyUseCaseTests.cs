using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Policies;

public sealed class PolicyUseCaseTests : IDisposable
{
    private static readonly Actor Katrin = Actor.Person("u-katrin", "Katrin Vogel", [Role.Legal]);
    private static readonly Actor Samuel = Actor.Person("u-samuel", "Samuel Achterberg", [Role.RiskManager]);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private readonly TestConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task InForce_BeforeAnyEdition_IsTheSeed()
    {
        await using var context = _console.Database.CreateDbContext();

        Assert.Equal((1, PolicyTable.Seed), await PoliciesInForce.LoadAsync(context, None));
    }

    [Fact]
    public async Task Seed_Twice_WritesOneEdition()
    {
        await SeedAsync();
        await SeedAsync();

        var view = await ViewAsync();
        Assert.Equal(1, Assert.Single(view.Editions).Number);
        Assert.Single(await EventsAsync("policy.seeded"));
    }

    [Fact]
    public async Task Seed_ByAPerson_IsDenied() =>
        Assert.Equal(ErrorKind.Denied, (await _console.Get<SeedPolicy>().HandleAsync(Katrin, None)).Error?.Kind);

    [Fact]
    public async Task Proposal_Open_ChangesNothingInForceAndSaysWhatItWouldChange()
    {
        await SeedAsync();
        var number = await ProposeAsync(With(2, tier => tier with { EvidenceHours = 10 * 24, ApprovalHours = 15 * 24 }));

        var view = await ViewAsync();

        Assert.Equal((1, 2), (view.Number, number));
        Assert.Equal(
            [("evidence not older than", "14 days", "10 days", PolicyEffect.Tighter), ("approval lives", "14 days", "15 days", PolicyEffect.Looser)],
            view.Proposal!.Differences.Select(difference => (difference.Field, difference.From, difference.To, difference.Effect)));
        Assert.Single(await EventsAsync("policy.proposed"));
    }

    [Fact]
    public async Task Approve_ByTheProposer_IsRefusedAndRecorded()
    {
        await SeedAsync();
        var number = await ProposeAsync();

        var result = await _console.Get<DecidePolicy>().HandleAsync(new(number, Approve: true), Katrin, None);

        Assert.Equal("policy.own-proposal", result.Error?.Code);
        Assert.Equal(AuditOutcome.Denied, Assert.Single(await EventsAsync("policy.changed")).Outcome);
        Assert.Equal(1, (await ViewAsync()).Number);
    }

    [Fact]
    public async Task Approve_ByASecondPerson_PutsItInForceAndSupersedesTheOlder()
    {
        await SeedAsync();
        var number = await ProposeAsync();

        Assert.True((await _console.Get<DecidePolicy>().HandleAsync(new(number, Approve: true), Samuel, None)).IsOk);

        var view = await ViewAsync();
        Assert.Equal(number, view.Number);
        Assert.Null(view.Proposal);
        Assert.Equal([PolicyState.Active, PolicyState.Superseded], view.Editions.Select(edition => edition.State));
        Assert.Equal(AuditOutcome.Ok, Assert.Single(await EventsAsync("policy.changed")).Outcome);
    }

    [Fact]
    public async Task Reject_WithoutAComment_IsRefused()
    {
        await SeedAsync();
        var number = await ProposeAsync();

        Assert.Equal("policy.invalid", (await _console.Get<DecidePolicy>().HandleAsync(new(number, Approve: false, " "), Samuel, None)).Error?.Code);
        Assert.NotNull((await ViewAsync()).Proposal);
    }

    [Fact]
    public async Task Reject_ThenDecideAgain_IsDecidedAlready()
    {
        await SeedAsync();
        var number = await ProposeAsync();

        Assert.True((await _console.Get<DecidePolicy>().HandleAsync(new(number, Approve: false, "too tight"), Samuel, None)).IsOk);

        Assert.Equal("policy.decided", (await _console.Get<DecidePolicy>().HandleAsync(new(number, Approve: true), Samuel, None)).Error?.Code);
        Assert.Equal(1, (await ViewAsync()).Number);
        Assert.Equal("too tight", Assert.Single(await EventsAsync("policy.rejected")).Reason);
    }

    [Fact]
    public async Task Approve_WithARoleLostSinceSignIn_IsDenied()
    {
        await SeedAsync();
        var number = await ProposeAsync();
        await _console.Get<RememberPerson>().HandleAsync(Actor.Person(Samuel.Id, Samuel.Name, [Role.Viewer]), None);

        Assert.Equal(ErrorKind.Denied, (await _console.Get<DecidePolicy>().HandleAsync(new(number, Approve: true), Samuel, None)).Error?.Kind);
    }

    [Fact]
    public async Task Approve_ByAService_IsDenied()
    {
        await SeedAsync();
        var number = await ProposeAsync();
        var service = Actor.Service("key-1", "Pipeline", [Permission.RiskDecide]);

        Assert.Equal("auth.people-only", (await _console.Get<DecidePolicy>().HandleAsync(new(number, Approve: true), service, None)).Error?.Code);
    }

    [Fact]
    public async Task Propose_WhileAnotherIsOpen_IsRefused()
    {
        await SeedAsync();
        await ProposeAsync();

        Assert.Equal("policy.proposal-open", (await _console.Get<ProposePolicy>().HandleAsync(new(1, Tighter, "again"), Samuel, None)).Error?.Code);
    }

    [Fact]
    public async Task Propose_ManyAtOnce_ExactlyOneIsTaken()
    {
        await SeedAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => _console.Get<ProposePolicy>().HandleAsync(new(1, Tighter, "race"), Samuel, None))));

        Assert.Single(results, result => result.IsOk);
        Assert.All(results.Where(result => !result.IsOk), result => Assert.Equal("policy.proposal-open", result.Error?.Code));
    }

    [Fact]
    public async Task Propose_FromAnEditionThatIsNoLongerInForce_IsRefused()
    {
        await SeedAsync();

        Assert.Equal("policy.other-edition", (await _console.Get<ProposePolicy>().HandleAsync(new(7, Tighter, "why"), Samuel, None)).Error?.Code);
    }

    [Fact]
    public async Task Propose_TheTableInForce_IsNoChange()
    {
        await SeedAsync();

        Assert.Equal("policy.no-change", (await _console.Get<ProposePolicy>().HandleAsync(new(1, PolicyTable.Seed, "why"), Samuel, None)).Error?.Code);
    }

    [Fact]
    public async Task Propose_WithoutAReason_IsRefused()
    {
        await SeedAsync();

        Assert.Equal("reason", Assert.Single((await _console.Get<ProposePolicy>().HandleAsync(new(1, Tighter, " "), Samuel, None)).Error!.Details!).Where);
    }

    [Theory]
    [InlineData(Role.Engineer)]
    [InlineData(Role.ProductManager)]
    [InlineData(Role.Admin)]
    [InlineData(Role.Author)]
    public async Task Propose_WithoutRiskDecide_IsDenied(Role role)
    {
        var actor = Actor.Person("u-x", "X", [role]);

        Assert.Equal(ErrorKind.Denied, (await _console.Get<ProposePolicy>().HandleAsync(new(1, Tighter, "why"), actor, None)).Error?.Kind);
    }

    [Fact]
    public async Task Since_TightenedThenLoosenedAgain_StillHoldsToTheTighter()
    {
        await SeedAsync();
        await ApproveAsync(await ProposeAsync(With(1, tier => tier with { ApprovalHours = 48 }, from: 1), 1));
        await ApproveAsync(await ProposeAsync(PolicyTable.Seed, 2));

        await using var context = _console.Database.CreateDbContext();

        Assert.Equal(30 * 24, (await PoliciesInForce.LoadAsync(context, None)).Table.For(1).ApprovalHours);
        Assert.Equal(48, (await PoliciesInForce.LoadSinceAsync(context, 1, None)).For(1).ApprovalHours);
        Assert.Equal(30 * 24, (await PoliciesInForce.LoadSinceAsync(context, 3, None)).For(1).ApprovalHours);
    }

    private static PolicyTable Tighter => With(1, tier => tier with { ApprovalHours = tier.ApprovalHours - 1 });

    private static PolicyTable With(int tier, Func<TierPolicy, TierPolicy> change, int from = 0) =>
        new([.. PolicyTable.Seed.Tiers.Select((policy, index) => index + 1 == tier || (from > 0 && index + 1 >= from) ? change(policy) : policy)]);

    private async Task SeedAsync() => Assert.True((await _console.Get<SeedPolicy>().HandleAsync(Actor.System("policy"), None)).IsOk);

    private async Task<int> ProposeAsync(PolicyTable? table = null, int basedOn = 1) =>
        (await _console.Get<ProposePolicy>().HandleAsync(new(basedOn, table ?? Tighter, "As the auditors asked"), Katrin, None)).Value;

    private async Task ApproveAsync(int number) => Assert.True((await _console.Get<DecidePolicy>().HandleAsync(new(number, Approve: true), Samuel, None)).IsOk);

    private async Task<GetPolicy.View> ViewAsync() => (await _console.Get<GetPolicy>().HandleAsync(TestConsole.Viewer, None)).Value;

    private async Task<List<AuditEvent>> EventsAsync(string action)
    {
        await using var context = _console.Database.CreateDbContext();
        return await context.AuditEvents.Where(row => row.Action == action).ToListAsync(None);
    }
}
