using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

/// <summary>What happens to a run whose executor dies, is thought dead, or cannot write.</summary>
public sealed class RunRecoveryTests
{
    [Fact]
    public async Task PickUp_LeaseRanOut_HandsTheRunOverAgain()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 2 });
        var runId = await world.PlanAsync();
        world.Queue.Enqueued.Clear();
        await SetLeaseAsync(world, runId, "dead:1", DateTime.UtcNow.AddSeconds(-1));

        var picked = await world.Get<PickUpRuns>().HandleAsync(Actor.System("test"), TestContext.Current.CancellationToken);

        Assert.Equal(1, picked.Value);
        Assert.Equal([runId], world.Queue.Enqueued);
        Assert.Equal(RunState.Completed, await world.ExecuteAsync(runId));
    }

    [Fact]
    public async Task PickUp_RunIsBeingExecuted_LeavesIt()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 2 });
        var runId = await world.PlanAsync();
        world.Queue.Enqueued.Clear();
        await SetLeaseAsync(world, runId, "alive:1", DateTime.UtcNow.AddSeconds(30));

        var picked = await world.Get<PickUpRuns>().HandleAsync(Actor.System("test"), TestContext.Current.CancellationToken);

        Assert.Equal(0, picked.Value);
        Assert.Empty(world.Queue.Enqueued);
    }

    [Fact]
    public async Task Execute_LeaseTakenOver_WritesNothingMore()
    {
        var taken = new TaskCompletionSource();
        await using var server = await FakeModelServer.StartAsync(_ => FakeReply.Answer("answer"));
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 40, Concurrency = 2 });
        var runId = await world.PlanAsync();
        server.Script = request =>
        {
            if (request.Number == 3)
            {
                // Another node believes this one dead, in the middle of its first batch.
                SetLeaseAsync(world, runId, "other:1", DateTime.UtcNow.AddMinutes(1)).GetAwaiter().GetResult();
                taken.TrySetResult();
            }

            return FakeReply.Answer("answer");
        };

        var result = await world.Get<ExecuteRun>().HandleAsync(runId, Actor.System("test"), TestContext.Current.CancellationToken);

        await taken.Task;
        Assert.Equal("runs.lease-held", result.Error!.Code);
        Assert.All(await world.CellsAsync(runId), cell => Assert.Equal(CellState.Pending, cell.State));
        var run = await world.RunAsync(runId);
        Assert.Equal((RunState.Running, "other:1", 0), (run.State, run.LeaseOwner, run.DoneCells));
    }

    [Fact]
    public async Task Execute_DiskFull_GivesTheRunBackAndResumesWhenThereIsRoom()
    {
        await using var server = await FakeModelServer.StartAsync(_ => FakeReply.Answer(new string('x', 20_000)));
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 60 });
        var runId = await world.PlanAsync();

        // Twenty more pages than there are: the first batch of long answers does not fit.
        world.Full.MorePages = 20;
        var fault = await Assert.ThrowsAnyAsync<Exception>(() => world.ExecuteAsync(runId));
        Assert.Contains("full", (fault.InnerException ?? fault).Message, StringComparison.Ordinal);
        world.Full.MorePages = null;

        var run = await world.RunAsync(runId);
        Assert.Equal(RunState.Running, run.State);
        Assert.Null(run.LeaseOwner);
        Assert.Equal("Interrupted by a fault of the console (SqliteException); it will be resumed. Its log has the details.", run.StateReason);
        Assert.Equal(run.DoneCells, (await world.CellsAsync(runId)).Count(cell => cell.State == CellState.Done));
        Assert.Equal(RunState.Completed, await world.ExecuteAsync(runId));
        Assert.Equal("ok", await IntegrityAsync(world));
    }

    [Fact]
    public async Task Execute_EveryWorkerFaults_GivesTheRunBackInsteadOfWaitingForEver()
    {
        await using var server = await FakeModelServer.StartAsync();
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 50, Concurrency = 1, UseCache = true });
        var runId = await world.PlanAsync();
        await ChangeAsync(world, """ALTER TABLE "CachedResponses" RENAME TO "Elsewhere" """);

        await Assert.ThrowsAnyAsync<Exception>(() => world.ExecuteAsync(runId).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

        Assert.Contains("will be resumed", (await world.RunAsync(runId)).StateReason, StringComparison.Ordinal);
        await ChangeAsync(world, """ALTER TABLE "Elsewhere" RENAME TO "CachedResponses" """);
        Assert.Equal(RunState.Completed, await world.ExecuteAsync(runId));
    }

    [Fact]
    public async Task Cancel_QueuedRun_EndsAtOnceAndFreesTheBenchmark()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 2 });
        var runId = await world.PlanAsync();

        Assert.True((await world.Get<CancelRun>().HandleAsync(runId, world.Engineer, TestContext.Current.CancellationToken)).IsOk);

        Assert.Equal(RunState.Cancelled, (await world.RunAsync(runId)).State);
        Assert.NotEqual(runId, await world.PlanAsync());
        var again = await world.Get<CancelRun>().HandleAsync(runId, world.Engineer, TestContext.Current.CancellationToken);
        Assert.Equal(("runs.already-ended", $"{Run.KeyOf(runId)} has already ended: it was cancelled."), (again.Error!.Code, again.Error.Message));
    }

    private static async Task ChangeAsync(RunWorld world, string sql)
    {
        await using var context = world.Open();
        await context.Database.ExecuteSqlRawAsync(sql);
    }

    private static async Task SetLeaseAsync(RunWorld world, int runId, string owner, DateTime until)
    {
        await using var context = world.Open();
        await context.Runs.Where(run => run.Id == runId).ExecuteUpdateAsync(set => set
            .SetProperty(run => run.State, RunState.Running)
            .SetProperty(run => run.LeaseOwner, owner)
            .SetProperty(run => run.LeaseUntil, until));
    }

    private static async Task<string?> IntegrityAsync(RunWorld world)
    {
        await using var connection = new SqliteConnection(world.ConnectionString);
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA integrity_check";
        return (string?)await command.ExecuteScalarAsync();
    }
}
