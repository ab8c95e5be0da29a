using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Demo;

/// <summary>
/// Gives a demo benchmark a short history, so that trends have something to show: real runs one after the other, with the change between them that the
/// workspace file tells. Starts the next one that is due; answers with true when all have ended.
/// </summary>
public sealed class SeedDemoHistory(IDbContextFactory<OpsDbContext> contexts, UpdateBenchmark update, PlanRun plan) : IUseCase
{
    public async Task<Result<bool>> HandleAsync(string folder, Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.System)
            return Error.Denied(Permission.RunsExecute);
        using var text = File.OpenText(Path.Combine(folder, "workspace.yaml"));
        var workspace = DemoWorkspace.Read(text);
        if (!workspace.IsOk)
            return workspace.Error;

        foreach (var history in (workspace.Value.History ?? []).GroupBy(step => step.Benchmark))
        {
            var definition = workspace.Value.Benchmarks.Single(benchmark => benchmark.Key == history.Key);
            var done = await GoOnAsync(definition, [.. history], actor, cancellationToken);
            if (!done.IsOk || !done.Value)
                return done;
        }

        return true;
    }

    private async Task<Result<bool>> GoOnAsync(DemoBenchmark definition, IReadOnlyList<DemoHistoryStep> steps, Actor actor, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var benchmark = await context.Benchmarks.Where(row => row.Key == definition.Key).Select(row => new { row.Id, row.Revision }).SingleAsync(cancellationToken);
        var runs = await context.Runs.Where(row => row.BenchmarkId == benchmark.Id).Select(row => row.State).ToListAsync(cancellationToken);
        if (runs.Exists(state => !Run.IsFinal(state)))
            return false;

        var begin = 0;
        foreach (var step in steps)
        {
            if (runs.Count < begin + step.Runs)
                return await StartAsync(definition, step, isFirst: runs.Count == begin, runs.Count, benchmark.Revision, actor, cancellationToken);
            begin += step.Runs;
        }

        return true;
    }

    private async Task<Result<bool>> StartAsync(
        DemoBenchmark definition, DemoHistoryStep step, bool isFirst, int number, int revision, Actor actor, CancellationToken cancellationToken)
    {
        if (isFirst && step is { Candidates: { } candidates, Baseline: { } baseline })
        {
            var draft = (definition with { Candidates = candidates, Baseline = baseline }).Draft();
            if (!draft.IsOk)
                return draft.Error;
            if (await update.HandleAsync(new(definition.Key, revision, draft.Value), actor, cancellationToken) is { IsOk: false } refused)
                return refused.Error;
        }

        var planned = await plan.HandleAsync(new(definition.Key, RunTrigger.Schedule, $"demo:history:{definition.Key}:{number}"), actor, cancellationToken);
        return planned.IsOk ? false : planned.Error;
    }
}
