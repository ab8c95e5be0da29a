using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.ReleaseWorld;

namespace OpsConsole.Core.Tests.Features.Releases;

public sealed class RolloutTests
{
    [Fact]
    public async Task GoLive_T3WithSomethingLive_TakesACanaryOf24HoursFirst()
    {
        await using var world = await StartAsync(tier: 3);
        await world.GoLiveAsync();
        var id = await world.ApproveAsync();

        Assert.Equal("releases.canary-first", (await world.Get<GoLive>().HandleAsync(id, Engineer, default)).Error?.Code);
        Assert.True((await world.Get<StartRollout>().HandleAsync(new(id, 5), Engineer, default)).IsOk);
        world.Clock.Advance(TimeSpan.FromHours(23));
        Assert.Equal("releases.canary-too-short", (await world.Get<GoLive>().HandleAsync(id, Engineer, default)).Error?.Code);
        world.Clock.Advance(TimeSpan.FromHours(1));
        Assert.True((await world.Get<GoLive>().HandleAsync(id, Engineer, default)).IsOk);

        Assert.Equal(ReleaseState.Superseded, (await world.ReadAsync(1)).State);
        var label = await world.LabelAsync();
        Assert.Equal((2, null), (label!.Version!.Number, label.CanaryPercent));
    }

    [Fact]
    public async Task T4_CanaryOf72Hours_IsNotStoppedByEvidenceThatAgesMeanwhile()
    {
        await using var world = await StartAsync(tier: 4);
        await world.GoLiveAsync();

        Assert.Equal(2, (await world.ReadAsync(await world.GoLiveAsync())).Version!.Number);
    }

    [Fact]
    public async Task StartRollout_WithNothingLive_IsRefusedInWords()
    {
        await using var world = await StartAsync();
        var id = await world.ApproveAsync();

        Assert.Equal("releases.nothing-live", (await world.Get<StartRollout>().HandleAsync(new(id, 5), Engineer, default)).Error?.Code);
    }

    [Fact]
    public async Task Canary_StepHoldResumeRollBack_EveryMoveIsInTheHistory()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        var id = await world.ApproveAsync();
        await world.Get<StartRollout>().HandleAsync(new(id, 5), Engineer, default);
        await world.Get<StepRollout>().HandleAsync(id, 25, Engineer, default);
        await world.Get<HoldRollout>().HandleAsync(id, true, Engineer, default);
        Assert.Equal("releases.held", (await world.Get<StepRollout>().HandleAsync(id, 50, Engineer, default)).Error?.Code);
        await world.Get<HoldRollout>().HandleAsync(id, false, Engineer, default);

        await world.Get<RollBack>().HandleAsync(new(Key, Label, null, "Slower"), Manager, default);

        await using var context = world.Open();
        var moves = await context.LabelMoves.OrderBy(row => row.Id).Select(row => new { row.ToNumber, row.CanaryNumber, row.CanaryPercent }).ToListAsync();
        Assert.Equal([(1, null, null), (1, 2, 5), (1, 2, 25), (1, null, null)], moves.Select(move => (move.ToNumber, move.CanaryNumber, move.CanaryPercent)));
        var audit = await world.AuditAsync();
        Assert.Contains("release.stepped Ok", audit);
        Assert.Contains("release.held Ok", audit);
        Assert.Contains("release.resumed Ok", audit);
        Assert.Equal(VersionState.Approved, (await world.ReadAsync(id)).Version!.State);
    }

    [Fact]
    public async Task Rollback_Twice_GoesBackAndForthOverApprovedVersionsOnly()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        await world.GoLiveAsync();
        await world.GoLiveAsync();

        await world.Get<RollBack>().HandleAsync(new(Key, Label, 1, "To the first"), Manager, default);
        Assert.Equal(1, (await world.LabelAsync())!.Version!.Number);
        await world.Get<RollBack>().HandleAsync(new(Key, Label, null, "Not that far"), Manager, default);

        Assert.Equal(3, (await world.LabelAsync())!.Version!.Number);
        Assert.Empty((await world.Get<CheckServed>().HandleAsync(Actor.System("check"), default)).Value);
    }

    [Fact]
    public async Task RollBack_UnknownLabel_IsNotFound()
    {
        await using var world = await StartAsync();

        Assert.Equal("prompts.label-not-found", (await world.Get<RollBack>().HandleAsync(new(Key, "nowhere", null, "Why"), Manager, default)).Error?.Code);
    }

    [Theory]
    [InlineData("production", "releases.protected")]
    [InlineData("latest", "releases.label")]
    [InlineData("Not A Label", "releases.label")]
    [InlineData("staging", null)]
    public async Task MoveLabel_ByName_OnlyUnprotectedOnesMove(string label, string? code)
    {
        await using var world = await StartAsync();
        var number = await world.DraftAsync();

        Assert.Equal(code, (await world.Get<MoveLabel>().HandleAsync(new(Key, label, number), Author, default)).Error?.Code);
    }

    [Fact]
    public async Task CheckServed_ContentChangedBehindTheConsole_IsToldOnceADay()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        await using (var context = world.Open())
        {
            await context.PromptVersions.ExecuteUpdateAsync(set => set.SetProperty(row => row.Messages, [new PromptMessage("user", "{{ question }} and more")]));
        }

        var found = await world.Get<CheckServed>().HandleAsync(Actor.System("check"), default);
        await world.Get<CheckServed>().HandleAsync(Actor.System("check"), default);

        Assert.Contains("is not the content of REL-0001", Assert.Single(found.Value).Words, StringComparison.Ordinal);
        Assert.Equal(["release.drift Failed"], await world.AuditAsync("release.drift"));
    }

    [Fact]
    public async Task StartRollout_GuardrailsThatGuardNothing_AreRefused()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        var id = await world.ApproveAsync();

        var refused = await world.Get<StartRollout>().HandleAsync(new(id, 5, new Guardrails(ErrorRateIncrease: double.NaN, LatencyP95Ratio: 1000)), Engineer, default);

        Assert.Equal("guardrails.invalid", refused.Error?.Code);
        Assert.Equal(2, refused.Error!.Details!.Count);
    }

    [Fact]
    public async Task RunGates_WithSomethingLive_AreJudgedAgainstIt()
    {
        await using var world = await StartAsync();
        await world.GoLiveAsync();
        await world.RunGatesAsync(await world.DraftAsync());
        await using var context = world.Open();
        var run = await context.Runs.OrderByDescending(row => row.Id).Select(row => row.Id).FirstAsync();

        var judged = await world.Get<Core.Features.Gates.GetRunGates>().HandleAsync(new(run), Engineer, default);

        Assert.Equal(1, Assert.Single(judged.Value).Evidence.LiveVersion);
    }

    [Fact]
    public async Task Inbox_ShowsWhatWaitsForTheReaderAndWhyTheRestDoesNot()
    {
        await using var world = await StartAsync();
        var id = await world.RequestAsync();
        await world.DecideAsync(id, Manager);

        var engineer = (await world.Get<GetInbox>().HandleAsync(Engineer, default)).Value;
        var manager = (await world.Get<GetInbox>().HandleAsync(Manager, default)).Value;

        var waiting = Assert.Single(engineer.Mine);
        Assert.Equal((Role.Engineer, 1, 2), (waiting.AsRole, waiting.Approvals, waiting.Seats));
        Assert.Equal("you have decided already, as Product manager", Assert.Single(manager.Others).WhyNot);
    }

    [Fact]
    public async Task GetRelease_OffersWhatTheUseCasesAllow()
    {
        await using var world = await StartAsync(tier: 3);
        await world.GoLiveAsync();
        var id = await world.RequestAsync();

        var page = (await world.Get<GetRelease>().HandleAsync(id, Engineer, default)).Value;

        var start = Assert.Single(page.Actions, action => action.Verb == Core.Features.Releases.Review.ReleaseVerb.StartCanary);
        Assert.StartsWith("3 approvals missing: Product manager, Engineer, Security or Legal", start.Off, StringComparison.Ordinal);
        Assert.Equal(Role.Engineer, Assert.Single(page.Right.Seats).Role);
        Assert.Equal((1, 3), (page.LiveNumber, page.Tier));
    }
}
