using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

public sealed class PlanRunTests
{
    [Fact]
    public async Task Plan_TwoPeopleAtOnce_MakeOneRunAndTellTheOther()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 3 });
        var other = Actor.Person("pm", "Maya Manager", [Role.ProductManager]);

        var results = await Task.WhenAll(StartAsync(world, world.Engineer), StartAsync(world, other));

        Assert.Single(results, result => result.IsOk);
        var refused = Assert.Single(results, result => !result.IsOk).Error!;
        Assert.Equal("runs.already-active", refused.Code);
        Assert.Contains("started by", refused.Message, StringComparison.Ordinal);
        await using var context = world.Open();
        Assert.Equal(1, await context.Runs.CountAsync(TestContext.Current.CancellationToken));
        Assert.Equal(3, await context.RunCells.CountAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Plan_SameIdempotencyKey_ReturnsTheFirstRun()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 1 });
        var first = await world.PlanAsync("key-1");
        await world.ExecuteAsync(first);

        Assert.Equal(first, await world.PlanAsync("key-1"));
        Assert.NotEqual(first, await world.PlanAsync("key-2"));
    }

    [Fact]
    public async Task Plan_AfterTheLastRunEnded_StartsAnother()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 1 });
        var first = await world.PlanAsync();
        await world.ExecuteAsync(first);

        Assert.NotEqual(first, await world.PlanAsync());
    }

    [Fact]
    public async Task Plan_ViewerAsks_IsDenied()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 1 });

        var result = await StartAsync(world, Actor.Person("v", "Vera Viewer", [Role.Viewer]));

        Assert.Equal(ErrorKind.Denied, result.Error!.Kind);
        Assert.Empty(world.Queue.Enqueued);
    }

    [Fact]
    public async Task Plan_CapWithoutPrice_IsRefused()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = "http://127.0.0.1:1", Cases = 1, SpendCap = Money.FromDollars(1) });

        var result = await StartAsync(world, world.Engineer);

        Assert.Equal("runs.no-price", result.Error!.Code);
    }

    [Fact]
    public async Task Plan_Cells_AreCasesTimesCandidatesTimesRepeatsInCaseOrder()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = 4, Candidates = 3, Repeats = 2 });

        var cells = await world.CellsAsync(await world.PlanAsync());

        Assert.Equal(24, cells.Count);
        Assert.Equal(24, cells.Select(cell => (cell.CaseId, cell.CandidateId, cell.Repeat)).Distinct().Count());
        Assert.Equal([0, 0, 0, 1, 1, 1], cells.Take(6).Select(cell => cell.CasePosition));
        Assert.Single(world.Queue.Enqueued);
    }

    private static Task<Result<PlanRun.Planned>> StartAsync(RunWorld world, Actor actor) =>
        world.Get<PlanRun>().HandleAsync(new PlanRun.Command(RunWorld.BenchmarkKey, RunTrigger.Person), actor, TestContext.Current.CancellationToken);
}
