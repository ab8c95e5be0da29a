using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Tests.Shared;
using Xunit;
using Delegate = OpsConsole.Core.Features.Releases.Delegate;

namespace OpsConsole.Core.Tests.Features.Releases;

/// <summary>One lends only what one holds, to a colleague who is known, for a time that ends.</summary>
public sealed class DelegationTests : IDisposable
{
    private static readonly Actor Katrin = Actor.Person("u-katrin", "Katrin Vogel", [Role.Legal]);
    private static readonly Actor Jonas = Actor.Person("u-jonas", "Jonas Weber", [Role.Engineer]);
    private static readonly Actor Noah = Actor.Person("u-noah", "Noah Fischer", [Role.Admin]);

    private static CancellationToken None => TestContext.Current.CancellationToken;

    private readonly TestConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Delegate_OwnRoleToAKnownPerson_IsInForceUntilItsEnd()
    {
        await GiveAsync(days: 2);

        var received = Assert.Single((await ViewAsync(Jonas)).Received);
        Assert.Equal((Role.Legal, "Katrin Vogel", true), (received.Role, received.FromName, received.InForce));
        Assert.Single(await InForceAsync());

        _console.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Empty(await InForceAsync());
        Assert.False(Assert.Single((await ViewAsync(Katrin)).Given).InForce);
    }

    [Fact]
    public async Task Delegate_ARoleNotHeld_IsRefused()
    {
        await KnowAsync(Jonas);

        Assert.Equal("delegations.role-not-held", (await TryAsync(Katrin, Role.Security)).Error?.Code);
    }

    [Fact]
    public async Task Delegate_ARoleLostSinceSignIn_IsRefused()
    {
        await KnowAsync(Jonas);
        await KnowAsync(Actor.Person(Katrin.Id, Katrin.Name, [Role.ProductManager]));
        var both = Actor.Person(Katrin.Id, Katrin.Name, [Role.Legal, Role.ProductManager]);

        Assert.Equal("delegations.role-not-held", (await TryAsync(both, Role.Legal)).Error?.Code);
    }

    [Fact]
    public async Task Delegate_ABorrowedRole_IsRefused()
    {
        await GiveAsync();
        await KnowAsync(TestConsole.Engineer);

        Assert.Equal("delegations.role-not-held", (await _console.Get<Delegate>().HandleAsync(new(Role.Legal, TestConsole.Engineer.Id, 5, "leave"), Jonas, None)).Error?.Code);
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Viewer)]
    [InlineData(Role.Author)]
    [InlineData(Role.Auditor)]
    [InlineData(Role.RiskManager)]
    public async Task Delegate_ARoleThatNeverApproves_IsRefused(Role role)
    {
        await KnowAsync(Jonas);
        var holder = Actor.Person("u-x", "X", [role, Role.Legal]);

        Assert.Equal("role", Assert.Single((await TryAsync(holder, role)).Error!.Details!).Where);
    }

    [Theory]
    [InlineData(Role.Admin)]
    [InlineData(Role.Auditor)]
    public async Task Delegate_ToSomebodyWhoNeverApproves_IsRefused(Role role)
    {
        await KnowAsync(Actor.Person(Jonas.Id, Jonas.Name, [Role.Engineer, role]));

        Assert.Equal("delegations.never-approves", (await TryAsync(Katrin, Role.Legal)).Error?.Code);
    }

    [Fact]
    public async Task Delegate_ToNobodyKnown_IsRefused() => Assert.Equal("delegations.unknown-person", (await TryAsync(Katrin, Role.Legal)).Error?.Code);

    [Fact]
    public async Task Delegate_ToOneself_IsRefused()
    {
        await KnowAsync(Katrin);

        Assert.Equal("delegations.to-oneself", (await _console.Get<Delegate>().HandleAsync(new(Role.Legal, Katrin.Id, 5, "leave"), Katrin, None)).Error?.Code);
    }

    [Theory]
    [InlineData(0, "leave", "days")]
    [InlineData(31, "leave", "days")]
    [InlineData(5, " ", "reason")]
    public async Task Delegate_OutOfBounds_NamesTheField(int days, string reason, string field)
    {
        await KnowAsync(Jonas);

        Assert.Equal(field, Assert.Single((await _console.Get<Delegate>().HandleAsync(new(Role.Legal, Jonas.Id, days, reason), Katrin, None)).Error!.Details!).Where);
    }

    [Fact]
    public async Task Delegate_TheSameAgain_IsRefused()
    {
        await GiveAsync();

        Assert.Equal("delegations.already", (await TryAsync(Katrin, Role.Legal)).Error?.Code);
    }

    [Fact]
    public async Task Delegate_ByAService_IsDenied()
    {
        await KnowAsync(Jonas);

        Assert.Equal("auth.people-only", (await TryAsync(Actor.Service("key-1", "Pipeline", [Permission.ReleasesDecide]), Role.Legal)).Error?.Code);
    }

    [Theory]
    [InlineData("u-katrin", Role.Legal)]
    [InlineData("u-jonas", Role.Engineer)]
    [InlineData("u-noah", Role.Admin)]
    public async Task Revoke_ByGiverReceiverOrAdmin_EndsItAtOnce(string id, Role role)
    {
        var delegation = await GiveAsync();

        Assert.True((await _console.Get<RevokeDelegation>().HandleAsync(delegation, Actor.Person(id, id, [role]), None)).IsOk);

        Assert.Empty(await InForceAsync());
        Assert.Equal("delegations.ended", (await _console.Get<RevokeDelegation>().HandleAsync(delegation, Katrin, None)).Error?.Code);
        Assert.Equal(["delegation.given", "delegation.revoked"], (await EventsAsync()).Select(row => row.Action));
    }

    [Fact]
    public async Task Revoke_ByAnybodyElse_IsRefusedAndRecorded()
    {
        var delegation = await GiveAsync();

        Assert.Equal("delegations.not-yours", (await _console.Get<RevokeDelegation>().HandleAsync(delegation, TestConsole.Engineer, None)).Error?.Code);
        Assert.Equal(AuditOutcome.Denied, (await EventsAsync())[^1].Outcome);
        Assert.Single(await InForceAsync());
    }

    [Fact]
    public async Task List_ShowsOthersToAnAdminOnly()
    {
        await GiveAsync();

        Assert.Empty((await ViewAsync(TestConsole.Engineer)).Others);
        Assert.True(Assert.Single((await ViewAsync(Noah)).Others).MayRevoke);
        Assert.Empty((await ViewAsync(Noah)).Roles);
        Assert.Equal([Role.Legal], (await ViewAsync(Katrin)).Roles);
    }

    private async Task KnowAsync(Actor person) => Assert.True((await _console.Get<RememberPerson>().HandleAsync(person, None)).IsOk);

    private async Task<int> GiveAsync(int days = 5)
    {
        await KnowAsync(Jonas);
        await KnowAsync(Katrin);
        return (await _console.Get<Delegate>().HandleAsync(new(Role.Legal, Jonas.Id, days, "leave"), Katrin, None)).Value;
    }

    private Task<Result<int>> TryAsync(Actor actor, Role role) => _console.Get<Delegate>().HandleAsync(new(role, Jonas.Id, 5, "leave"), actor, None);

    private async Task<ListDelegations.View> ViewAsync(Actor actor) => (await _console.Get<ListDelegations>().HandleAsync(actor, None)).Value;

    private async Task<IReadOnlyList<Core.Features.Releases.Model.Delegation>> InForceAsync()
    {
        await using var context = _console.Database.CreateDbContext();
        return (await DelegationsInForce.LoadAsync(context, _console.Clock.GetUtcNow().UtcDateTime, None)).All;
    }

    private async Task<List<AuditEvent>> EventsAsync()
    {
        await using var context = _console.Database.CreateDbContext();
        return await context.AuditEvents.Where(row => row.ObjectKind == "delegation").OrderBy(row => row.Id).ToListAsync(None);
    }
}
