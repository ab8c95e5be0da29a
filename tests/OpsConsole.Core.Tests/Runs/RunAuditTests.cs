using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.FinishedRuns;

namespace OpsConsole.Core.Tests.Runs;

/// <summary>What is done to runs stands in the audit log, in the save that does it.</summary>
public sealed class RunAuditTests : IAsyncDisposable
{
    private readonly RunWorld _world = new();

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task PlanAndExecute_OneRun_StartAndEndAreEvents()
    {
        await _world.SeedAsync(new() { Cases = 4, Candidates = 2 });
        var run = await _world.PlanAsync();
        await _world.ExecuteAsync(run);

        var events = await EventsAsync();

        Assert.Equal([("run.started", Run.KeyOf(run)), ("run.ended", Run.KeyOf(run))], events.Select(entry => (entry.Action, entry.ObjectKey)));
        Assert.Equal((RunWorld.BenchmarkKey, 8), (Detail(events[0], "benchmark").GetString(), Detail(events[0], "calls").GetInt32()));
        Assert.Equal("Completed", Detail(events[1], "state").GetString());
    }

    [Fact]
    public async Task Rerun_SomeCases_NamesTheRunTheCasesAndHowOften()
    {
        await _world.SeedAsync(new() { Cases = 4, Candidates = 2 });
        var whole = await _world.PlanAsync();
        await _world.ExecuteAsync(whole);

        var planned = await _world.Get<RerunCases>().HandleAsync(new([new(whole, 0), new(whole, 1)], new(whole, 0), ["C-0002", "C-0001"], "2 flips", 3), _world.Engineer, None);

        var entry = Assert.Single(await EventsAsync(), entry => entry.Action == "run.rerun");
        Assert.Equal((planned.Value.Key, _world.Engineer.Id), (entry.ObjectKey, entry.ActorId));
        Assert.Equal((Run.KeyOf(whole), "2 flips", 3), (Detail(entry, "of").GetString(), Detail(entry, "selection").GetString(), Detail(entry, "repeats").GetInt32()));
        Assert.Equal(["C-0002", "C-0001"], Detail(entry, "cases").EnumerateArray().Select(key => key.GetString()));
    }

    [Fact]
    public async Task Rerun_Refused_WritesNothing()
    {
        await _world.SeedAsync(new() { Cases = 4, Candidates = 2 });
        var whole = await _world.PlanAsync();
        await _world.ExecuteAsync(whole);

        Assert.False((await _world.Get<RerunCases>().HandleAsync(new([new(whole, 0)], new(whole, 0), ["C-9999"], "1 flip", 1), _world.Engineer, None)).IsOk);

        Assert.DoesNotContain(await EventsAsync(), entry => entry.Action == "run.rerun");
    }

    [Fact]
    public async Task Cancel_AskedTwice_IsOneEventAndTheEndAnother()
    {
        await _world.SeedAsync(new() { Cases = 4, Candidates = 2 });
        var run = await _world.PlanAsync();

        Assert.True((await _world.Get<CancelRun>().HandleAsync(run, _world.Engineer, None)).IsOk);
        Assert.Equal(ErrorKind.Conflict, (await _world.Get<CancelRun>().HandleAsync(run, _world.Engineer, None)).Error?.Kind);

        Assert.Equal(["run.started", "run.cancel-asked", "run.ended"], (await EventsAsync()).Select(entry => entry.Action));
    }

    private async Task<List<AuditEvent>> EventsAsync()
    {
        await using var context = _world.Open();
        return await context.AuditEvents.Where(entry => entry.ObjectKind == "run").OrderBy(entry => entry.Id).ToListAsync(None);
    }

    private static JsonElement Detail(AuditEvent entry, string name) => JsonElement.Parse(entry.PayloadJson).GetProperty(name);
}
