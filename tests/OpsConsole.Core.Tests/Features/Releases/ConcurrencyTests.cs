using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.ReleaseWorld;

namespace OpsConsole.Core.Tests.Features.Releases;

/// <summary>What several people do at one instant, over a real database file.</summary>
public sealed class ConcurrencyTests
{
    private static Task<ReleaseWorld> FileWorldAsync(int tier = 2)
    {
        var database = new FileDatabase();
        return StartAsync(database, database, tier);
    }

    [Fact]
    public async Task TwoFinalApprovals_AtOneInstant_MakeOneOutcome()
    {
        await using var world = await FileWorldAsync();
        var id = await world.RequestAsync();

        var results = await Task.WhenAll(
            Task.Run(() => world.DecideAsync(id, Manager)), Task.Run(() => world.DecideAsync(id, Engineer)));

        Assert.All(results, result => Assert.True(result.IsOk, result.Error?.Message));
        var release = await world.ReadAsync(id);
        Assert.Equal((ReleaseState.Approved, VersionState.Approved), (release.State, release.Version!.State));
        Assert.Equal(["release.approved Ok"], await world.AuditAsync("release.approved"));
    }

    [Fact]
    public async Task ApprovalAndRejection_AtOneInstant_MakeOneOutcome()
    {
        await using var world = await FileWorldAsync();
        var id = await world.RequestAsync();
        await world.DecideAsync(id, Manager);

        var results = await Task.WhenAll(
            Task.Run(() => world.DecideAsync(id, Engineer)),
            Task.Run(() => world.DecideAsync(id, Actor.Person("other", "Other", [Role.Engineer]), DecisionKind.Reject)));

        Assert.Single(results, result => result.IsOk);
        Assert.Contains((await world.ReadAsync(id)).State, new[] { ReleaseState.Approved, ReleaseState.Refused });
    }

    [Fact]
    public async Task TwoSubmissionsOfOneDraft_MakeOneRequest()
    {
        await using var world = await FileWorldAsync();
        var number = await world.DraftAsync();
        await world.RunGatesAsync(number);

        var results = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => world.Get<SubmitForReview>().HandleAsync(new(Key, number), Author, default))));

        Assert.Single(results, result => result.IsOk);
        await using var context = world.Open();
        Assert.Equal(1, await context.Releases.CountAsync());
    }

    [Fact]
    public async Task GoLiveAndRollBack_AtOneInstant_LeaveLabelAndReleasesInAgreement()
    {
        await using var world = await FileWorldAsync();
        await world.GoLiveAsync();
        await world.GoLiveAsync();
        var id = await world.ApproveAsync();

        await Task.WhenAll(
            Task.Run(() => world.Get<GoLive>().HandleAsync(id, Engineer, default)),
            Task.Run(() => world.Get<RollBack>().HandleAsync(new(Key, Label, null, "Wrong"), Manager, default)));

        Assert.Empty((await world.Get<CheckServed>().HandleAsync(Actor.System("check"), default)).Value);
        await using var context = world.Open();
        Assert.Equal(1, await context.Releases.CountAsync(row => row.State == ReleaseState.Live));
    }
}
