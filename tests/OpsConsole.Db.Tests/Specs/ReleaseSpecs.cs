using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Db.Tests.Engines;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Db.Tests.Specs;

/// <summary>Two people at one instant, on each engine: one outcome, and nothing half-done.</summary>
public sealed class ReleaseSpecs(EngineDatabases engines)
{
    public static TheoryData<string> Engines => ["PostgreSql", "SqlServer"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Decide_TwoFinalApprovalsAtOneInstant_MakeOneOutcome(string engine)
    {
        await using var world = await WorldAsync(engine);
        var id = await world.RequestAsync();

        var results = await Task.WhenAll(
            Task.Run(() => world.DecideAsync(id, ReleaseWorld.Manager)), Task.Run(() => world.DecideAsync(id, ReleaseWorld.Engineer)));

        Assert.All(results, result => Assert.True(result.IsOk, result.Error?.Message));
        Assert.Equal(ReleaseState.Approved, (await world.ReadAsync(id)).State);
        Assert.Equal(["release.approved Ok"], await world.AuditAsync("release.approved"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task GoLiveAndRollBack_AtOneInstant_LeaveLabelAndReleasesInAgreement(string engine)
    {
        await using var world = await WorldAsync(engine);
        await world.GoLiveAsync();
        await world.GoLiveAsync();
        var id = await world.ApproveAsync();

        await Task.WhenAll(
            Task.Run(() => world.Get<GoLive>().HandleAsync(id, ReleaseWorld.Engineer, default)),
            Task.Run(() => world.Get<RollBack>().HandleAsync(new(ReleaseWorld.Key, ReleaseWorld.Label, null, "Wrong"), ReleaseWorld.Manager, default)));

        Assert.Empty((await world.Get<CheckServed>().HandleAsync(Core.Common.Actor.System("check"), default)).Value);
        await using var context = world.Open();
        Assert.Equal(1, await context.Releases.CountAsync(row => row.State == ReleaseState.Live, TestContext.Current.CancellationToken));
    }

    private async Task<ReleaseWorld> WorldAsync(string engine)
    {
        var own = (await engines.UseAsync(engine)).Beside($"opsconsole_test_{Guid.NewGuid():N}");
        await using var context = own.CreateDbContext();
        await context.Database.MigrateAsync(TestContext.Current.CancellationToken);
        return await ReleaseWorld.StartAsync(own, new Dropped(own));
    }

    private sealed class Dropped(EngineDatabase database) : IDisposable
    {
        public void Dispose()
        {
            using var context = database.CreateDbContext();
            context.Database.EnsureDeleted();
        }
    }
}
