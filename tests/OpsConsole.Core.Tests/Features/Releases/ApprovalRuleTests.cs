using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.ReleaseWorld;

namespace OpsConsole.Core.Tests.Features.Releases;

/// <summary>The rules of approval that never bend, one test or more for each, named after it.</summary>
public sealed class ApprovalRuleTests
{
    [Fact]
    public async Task Rule01_ApproverIsNeverTheAuthor()
    {
        await using var world = await StartAsync();
        var author = Actor.Person("tomas", "Tomás", [Role.Author, Role.ProductManager]);
        await world.Get<RememberPerson>().HandleAsync(author, default);
        var id = await world.RequestAsync();

        var refused = await world.DecideAsync(id, author);

        Assert.Equal("releases.may-not-decide", refused.Error?.Code);
        Assert.Contains("you wrote version 1", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("release.decided Denied", await world.AuditAsync("release.decided"));
    }

    [Fact]
    public async Task Rule01_ApproverIsNeverTheLastEditor()
    {
        await using var world = await StartAsync();
        var number = await world.DraftAsync();
        await using (var context = world.Open())
        {
            var version = await context.PromptVersions.SingleAsync(row => row.Number == number);
            version.Edit(version.Content, "Edited", Manager, world.Now);
            await context.SaveChangesAsync();
        }

        await world.RunGatesAsync(number);
        var id = await world.SubmitAsync(number);

        var refused = await world.DecideAsync(id, Manager);

        Assert.Contains("you edited version 1 last", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule01_ApproverIsNeverTheRequester()
    {
        await using var world = await StartAsync();
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number);
        var id = await world.SubmitAsync(number, Manager);

        Assert.Contains("you asked for REL-0001", (await world.DecideAsync(id, Manager)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule01_ApproverIsNoDelegateOfAuthorEditorOrRequester()
    {
        await using var world = await StartAsync();
        var author = Actor.Person("tomas", "Tomás", [Role.Author, Role.ProductManager]);
        await world.Get<RememberPerson>().HandleAsync(author, default);
        await LendAsync(world, author, Role.ProductManager, Security);
        var id = await world.RequestAsync();

        var refused = await world.DecideAsync(id, Security);

        Assert.Contains("you act for Tomás, who wrote version 1", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule01_DelegateOfTheAuthor_DecidesInNoRoleNotEvenTheOwn()
    {
        await using var world = await StartAsync();
        await LendAsync(world, Author, Role.ProductManager, Engineer);
        var id = await world.RequestAsync();

        Assert.Contains("you act for Tomás Author, who wrote version 1", (await world.DecideAsync(id, Engineer)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delegate_OfAnIndependentPerson_FillsTheirRoleAndIsNamedWithThem()
    {
        await using var world = await StartAsync();
        await LendAsync(world, Manager, Role.ProductManager, Security);
        var id = await world.RequestAsync();

        Assert.True((await world.DecideAsync(id, Security)).IsOk);

        var decision = Assert.Single((await world.ReadAsync(id)).Decisions);
        Assert.Equal((Role.ProductManager, "ines", "maya"), (decision.Role, decision.ById, decision.ForId));
    }

    [Fact]
    public async Task Delegate_OfSomebodyWhoLostTheRole_MayNotDecide()
    {
        await using var world = await StartAsync();
        await LendAsync(world, Manager, Role.ProductManager, Security);
        var id = await world.RequestAsync();
        await world.Get<RememberPerson>().HandleAsync(Actor.Person(Manager.Id, Manager.Name, [Role.Viewer]), default);

        Assert.Equal("releases.may-not-decide", (await world.DecideAsync(id, Security)).Error?.Code);
    }

    [Fact]
    public async Task Rule01_AdminsNeverApprove()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();

        Assert.Equal(ErrorKind.Denied, (await world.DecideAsync(id, Admin)).Error?.Kind);
    }

    [Fact]
    public async Task Rule01_ServicesNeverApprove()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();

        var refused = await world.DecideAsync(id, Service);

        Assert.Contains("a service or a job may request, never decide", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Empty((await world.ReadAsync(id)).Decisions);
    }

    [Fact]
    public async Task Rule01_OnePersonFillsOneRole()
    {
        await using var world = await StartAsync();
        var both = Actor.Person("both", "Both", [Role.ProductManager, Role.Engineer]);
        var id = await world.RequestAsync();
        Assert.True((await world.DecideAsync(id, both, role: Role.ProductManager)).IsOk);

        var again = await world.DecideAsync(id, both, role: Role.Engineer);

        Assert.Contains("you have decided already, as Product manager", again.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(ReleaseState.Requested, (await world.ReadAsync(id)).State);
    }

    [Fact]
    public async Task Rule01_RoleLostSinceSignIn_DoesNotDecide()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        await world.Get<RememberPerson>().HandleAsync(Actor.Person(Manager.Id, Manager.Name, [Role.Viewer]), default);

        Assert.Equal("releases.may-not-decide", (await world.DecideAsync(id, Manager)).Error?.Code);
    }

    [Fact]
    public async Task Rule02_ApprovalBindsToContentHash()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();

        Assert.Equal("releases.other-content", (await world.DecideAsync(id, Manager, hash: new string('0', 64))).Error?.Code);
    }

    [Fact]
    public async Task Rule02_ChangedDataset_IsStaleAndVoidsTheRound()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        await world.DecideAsync(id, Manager);
        await ChangeDatasetAsync(world);

        var refused = await world.DecideAsync(id, Engineer);
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);
        var stale = await world.ReadAsync(id);

        Assert.Contains("The dataset cases-baseline has changed", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Contains("used version 1", stale.StaleReason, StringComparison.Ordinal);
        await world.RunGatesAsync(1);
        Assert.True((await world.Get<RenewEvidence>().HandleAsync(id, Author, default)).IsOk);
        var renewed = await world.ReadAsync(id);
        Assert.Null(renewed.StaleReason);
        Assert.Equal(2, renewed.Round);
        Assert.Empty(renewed.CurrentDecisions);
    }

    [Fact]
    public async Task Rule02_EditedGate_IsStale()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        await using (var context = world.Open())
        {
            var gate = await context.Gates.SingleAsync(row => row.Kind == GateKind.Safety);
            context.Gates.Add(new Gate { PromptId = gate.PromptId, Kind = gate.Kind, Number = 2, BenchmarkId = gate.BenchmarkId, Rules = gate.Rules, CreatedById = "x", CreatedByName = "X" });
            await context.SaveChangesAsync();
        }

        Assert.Contains("gate was edited", (await world.DecideAsync(id, Manager)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule02_NewerVersionSubmitted_MakesTheOlderRequestStale()
    {
        await using var world = await StartAsync();
        var older = await world.RequestAsync();
        await world.RequestAsync();

        Assert.Contains("v2 was submitted for production since", (await world.DecideAsync(older, Manager)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule02_ApprovedReleaseGoneStale_NeverStartsAndEndsAsStale()
    {
        await using var world = await StartAsync();
        var id = await world.ApproveAsync();
        await ChangeDatasetAsync(world);

        var refused = await world.Get<GoLive>().HandleAsync(id, Engineer, default);
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);
        var ended = await world.ReadAsync(id);

        Assert.Contains("Stale", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Null(await world.LabelAsync());
        Assert.Equal((ReleaseState.Failed, VersionState.Stale), (ended.State, ended.Version!.State));
    }

    [Fact]
    public async Task Rule03_ReleaseChecksAgain_ApproverWhoLostTheRole()
    {
        await using var world = await StartAsync();
        var id = await world.ApproveAsync();
        await world.Get<RememberPerson>().HandleAsync(Actor.Person(Engineer.Id, Engineer.Name, [Role.Viewer]), default);

        Assert.Contains("no longer holds the role Engineer", (await world.Get<GoLive>().HandleAsync(id, Manager, default)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule03_ReleaseChecksAgain_OpenSev2()
    {
        await using var world = await StartAsync();
        var id = await world.ApproveAsync();
        await DeclareAsync(world, 2);

        Assert.Contains("SEV2 is open", (await world.Get<GoLive>().HandleAsync(id, Engineer, default)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule03_ReleaseChecksAgain_OldEvidence()
    {
        await using var world = await StartAsync();
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number);
        world.Clock.Advance(TimeSpan.FromDays(10));
        var id = await world.SubmitAsync(number);
        await world.DecideAsync(id, Manager);
        await world.DecideAsync(id, Engineer);
        world.Clock.Advance(TimeSpan.FromDays(5));

        Assert.Contains("Evidence is 15 days old, 14 days allowed", (await world.Get<GoLive>().HandleAsync(id, Engineer, default)).Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule03_PolicyTightenedSince_AsksForMoreApprovals()
    {
        await using var world = await StartAsync();
        var id = await world.ApproveAsync();
        await TightenAsync(world);

        Assert.Contains("1 approval missing: Security", (await world.Get<GoLive>().HandleAsync(id, Engineer, default)).Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(80, "The gate fails")]
    [InlineData(95, null)]
    public async Task Rule03_GateThatFails_BlocksTheRelease(int passing, string? reason)
    {
        await using var world = await StartAsync();
        var id = await world.ApproveAsync(passing);

        var live = await world.Get<GoLive>().HandleAsync(id, Engineer, default);

        Assert.Equal(reason is null, live.IsOk);
        Assert.Contains(reason ?? "", live.Error?.Message ?? "", StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rule04_OneRejectEndsTheRound()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        await world.DecideAsync(id, Manager);

        Assert.True((await world.DecideAsync(id, Engineer, DecisionKind.Reject, comment: "Quotes the wrong clause.")).IsOk);

        var release = await world.ReadAsync(id);
        Assert.Equal((ReleaseState.Refused, VersionState.Rejected), (release.State, release.Version!.State));
        Assert.Equal("Rejected by Jonas Engineer: Quotes the wrong clause.", release.EndReason);
    }

    [Theory]
    [InlineData(DecisionKind.Reject)]
    [InlineData(DecisionKind.RequestChanges)]
    public async Task Rule04_RejectAndRequestChangesNeedAComment(DecisionKind kind)
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();

        Assert.Equal("releases.comment-missing", (await world.DecideAsync(id, Manager, kind, comment: "  ")).Error?.Code);
    }

    [Theory]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public async Task Rule04_ApprovalNeedsACommentFromT3Up(int tier, bool without)
    {
        await using var world = await StartAsync(tier);
        var id = await world.RequestAsync();

        Assert.Equal(without, (await world.DecideAsync(id, Manager, comment: "")).IsOk);
    }

    [Fact]
    public async Task Rule05_NoAnswerIsNoApproval()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        await world.DecideAsync(id, Manager);
        world.Clock.Advance(TimeSpan.FromDays(14));

        var late = await world.DecideAsync(id, Engineer);
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);

        Assert.Contains("The time to decide is over", late.Error!.Message, StringComparison.Ordinal);
        var release = await world.ReadAsync(id);
        Assert.Equal((ReleaseState.Failed, VersionState.Withdrawn), (release.State, release.Version!.State));
    }

    [Fact]
    public async Task Rule05_WaitingApproversAreRemindedOnceADay()
    {
        await using var world = await StartAsync();
        await world.RequestAsync();
        await using (var context = world.Open())
        {
            await context.Notifications.ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, world.Now));
        }

        world.Clock.Advance(TimeSpan.FromHours(25));
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);

        await using var read = world.Open();
        var reminded = await read.Notifications.Where(row => row.ReadAt == null).Select(row => row.PersonId).Order().ToListAsync();
        Assert.Equal(["jonas", "maya"], reminded);
    }

    [Fact]
    public async Task Rule05_UnusedApprovalExpires_WithAndWithoutTheJob()
    {
        await using var world = await StartAsync();
        var id = await world.ApproveAsync();
        world.Clock.Advance(TimeSpan.FromDays(14));

        var late = await world.Get<GoLive>().HandleAsync(id, Engineer, default);
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);

        Assert.Contains("The approval has expired", late.Error!.Message, StringComparison.Ordinal);
        var release = await world.ReadAsync(id);
        Assert.Equal((ReleaseState.Failed, VersionState.Expired), (release.State, release.Version!.State));
    }

    [Fact]
    public async Task Rule06_DecisionStoresTheHashThatWasOnTheScreen()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        await world.DecideAsync(id, Manager);

        var release = await world.ReadAsync(id);
        Assert.Equal(release.Version!.ContentHash, Assert.Single(release.Decisions).ContentHash);
    }

    [Fact]
    public async Task Rule07_RollbackNeedsOnePersonNoApprovalAndIsLogged()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        await world.GoLiveAsync();

        var back = await world.Get<RollBack>().HandleAsync(new(Key, Label, null, "Wrong excess quoted"), Manager, default);

        Assert.True(back.IsOk, back.Error?.Message);
        Assert.Equal(1, (await world.LabelAsync())!.Version!.Number);
        Assert.Contains("release.rolled-back Ok", await world.AuditAsync("release.rolled-back"));
        Assert.Equal(ReleaseState.RolledBack, (await world.ReadAsync(2)).State);
    }

    [Fact]
    public async Task Rule07_RollbackToAVersionThatWasNeverReleased_IsRefused()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        var draft = await world.DraftAsync();

        var refused = await world.Get<RollBack>().HandleAsync(new(Key, Label, draft, "Try"), Manager, default);

        Assert.Equal("releases.never-approved", refused.Error?.Code);
    }

    [Fact]
    public async Task Rule07_LoweringTheShareOfACanaryNeedsNoApproval()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        var id = await world.ApproveAsync();
        await world.Get<StartRollout>().HandleAsync(new(id, 20), Engineer, default);
        await DeclareAsync(world, 1);

        Assert.True((await world.Get<StepRollout>().HandleAsync(id, 5, Engineer, default)).IsOk);
        Assert.False((await world.Get<StepRollout>().HandleAsync(id, 50, Engineer, default)).IsOk);
    }

    [Fact]
    public async Task Rule08_BreakGlassOnlyWithAnOpenSev1OrSev2()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        var minor = await DeclareAsync(world, 3);

        Assert.Equal("releases.no-incident", (await BreakAsync(world, id, minor)).Error?.Code);
        Assert.True((await BreakAsync(world, id, await DeclareAsync(world, 2))).IsOk);
        Assert.Equal(1, (await world.LabelAsync())!.Version!.Number);
    }

    [Fact]
    public async Task Rule08_BreakGlassNeedsAReasonOf80Characters()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        var incident = await DeclareAsync(world, 1);

        Assert.Equal("releases.reason-too-short", (await world.Get<BreakTheGlass>().HandleAsync(new(id, incident, new string('x', 79)), Engineer, default)).Error?.Code);
    }

    [Fact]
    public async Task Rule08_BreakGlassNeedsASecondPersonWithinTheHour()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        var id = await world.RequestAsync();
        var glass = Release.ParseKey((await BreakAsync(world, id, await DeclareAsync(world, 1))).Value)!.Value;

        Assert.Equal("releases.second-person", (await world.Get<ConfirmBreakGlass>().HandleAsync(new(glass), Engineer, default)).Error?.Code);
        world.Clock.Advance(TimeSpan.FromMinutes(61));
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);

        Assert.Equal(ReleaseState.RolledBack, (await world.ReadAsync(glass)).State);
        Assert.Equal(1, (await world.LabelAsync())!.Version!.Number);
    }

    [Fact]
    public async Task Rule08_ConfirmedBreakGlassEndsByItselfAfter24Hours()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        var id = await world.RequestAsync();
        var glass = Release.ParseKey((await BreakAsync(world, id, await DeclareAsync(world, 1))).Value)!.Value;
        Assert.True((await world.Get<ConfirmBreakGlass>().HandleAsync(new(glass), Manager, default)).IsOk);
        world.Clock.Advance(TimeSpan.FromHours(23));
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);
        Assert.Equal(ReleaseState.Live, (await world.ReadAsync(glass)).State);

        world.Clock.Advance(TimeSpan.FromHours(2));
        await world.Get<SweepReleases>().HandleAsync(Actor.System("sweep"), default);

        Assert.Equal(ReleaseState.RolledBack, (await world.ReadAsync(glass)).State);
    }

    [Fact]
    public async Task T3_WithPersonalData_AsksForLegal_WithoutEitherWillDo()
    {
        await using var world = await StartAsync(tier: 3);
        var id = await world.RequestAsync();
        await world.DecideAsync(id, Manager);
        await world.DecideAsync(id, Engineer);
        await world.DecideAsync(id, Security);

        Assert.Equal(ReleaseState.Approved, (await world.ReadAsync(id)).State);

        var table = PolicyTable.Seed.For(3).Approvers[2];
        Assert.Equal([Role.Legal], table.For(personalData: true));
    }

    [Fact]
    public async Task T4_RunStartedByTheAuthor_IsNoEvidence()
    {
        await using var world = await StartAsync(tier: 4);
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number, startedBy: Author);
        var id = await world.SubmitAsync(number);

        Assert.Contains("was started by the author", (await world.DecideAsync(id, Manager)).Error!.Message, StringComparison.Ordinal);
    }

    private static async Task<Result<string>> BreakAsync(ReleaseWorld world, int release, int incident) =>
        await world.Get<BreakTheGlass>().HandleAsync(new(release, incident, "Customers are told a wrong excess since 08:10; version 1 fixes the clause and nothing else can."), Engineer, default);

    private static async Task<int> DeclareAsync(ReleaseWorld world, int severity)
    {
        await using var context = world.Open();
        var system = await context.Systems.SingleAsync();
        var incident = new Incident { SystemId = system.Id, Title = "Wrong excess", Severity = severity, DeclaredById = "ines", DeclaredByName = "Inês", DeclaredAt = world.Now };
        context.Incidents.Add(incident);
        await context.SaveChangesAsync();
        return incident.Id;
    }

    private static async Task LendAsync(ReleaseWorld world, Actor from, Role role, Actor to)
    {
        await using var context = world.Open();
        context.Delegations.Add(new Delegation { FromId = from.Id, FromName = from.Name, Role = role, ToId = to.Id, ToName = to.Name, Reason = "Leave", ValidFrom = world.Now, ValidUntil = world.Now.AddDays(20) });
        await context.SaveChangesAsync();
    }

    private static async Task ChangeDatasetAsync(ReleaseWorld world)
    {
        await using var context = world.Open();
        var dataset = await context.Datasets.SingleAsync(row => row.Key == "cases-baseline");
        dataset.LatestNumber = 2;
        context.DatasetVersions.Add(new DatasetVersion { DatasetId = dataset.Id, Number = 2, CaseCount = 100, ContentHash = new string('c', 64), Variables = [], CreatedBy = "Ada" });
        await context.SaveChangesAsync();
    }

    private static async Task TightenAsync(ReleaseWorld world)
    {
        await using var context = world.Open();
        var tiers = PolicyTable.Seed.Tiers.ToList();
        tiers[1] = tiers[1] with { Approvers = [.. tiers[1].Approvers, new ApproverSlot([Role.Security])] };
        context.ApprovalPolicies.Add(new ApprovalPolicy { Number = 1, Table = PolicyTable.Seed, State = PolicyState.Superseded, Reason = "seed", ProposedById = "a", ProposedByName = "A" });
        context.ApprovalPolicies.Add(new ApprovalPolicy { Number = 2, Table = new PolicyTable(tiers), State = PolicyState.Active, Reason = "tighter", ProposedById = "a", ProposedByName = "A" });
        await context.SaveChangesAsync();
    }
}
