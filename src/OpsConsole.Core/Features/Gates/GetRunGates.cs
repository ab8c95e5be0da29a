using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>What the gates in force say to one finished run: each gate of its benchmark, over the newest version of its prompt that the run executed.</summary>
public sealed class GetRunGates(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Judged(string PromptKey, int Version, Evidence Evidence);

    /// <returns>Empty while the run has not completed, where it repeats a selection of cases, and where no gate has its benchmark.</returns>
    public async Task<Result<IReadOnlyList<Judged>>> HandleAsync(int runId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.Where(row => row.Id == runId).Select(row => new { row.BenchmarkId, row.State, row.OfRunId }).SingleOrDefaultAsync(cancellationToken);
        if (run is null)
            return RunErrors.NotFound(Run.KeyOf(runId));
        var gates = run is { State: RunState.Completed, OfRunId: null }
            ? await GatesInForce.LoadAsync(context, context.Gates.Where(gate => gate.BenchmarkId == run.BenchmarkId), cancellationToken)
            : [];
        return gates.Count == 0 ? Result.From<IReadOnlyList<Judged>>([]) : Result.From(await JudgeAsync(context, runId, gates, cancellationToken));
    }

    private static async Task<IReadOnlyList<Judged>> JudgeAsync(OpsDbContext context, int runId, IReadOnlyList<GateInForce> gates, CancellationToken cancellationToken)
    {
        var prompts = gates.Select(gate => gate.Gate.PromptId).Distinct().ToList();
        var live = await context.PromptLabels
            .Where(row => prompts.Contains(row.PromptId) && row.Name == PromptLabel.Production)
            .Select(row => new { row.PromptId, row.Version!.Number })
            .ToDictionaryAsync(row => row.PromptId, row => (int?)row.Number, cancellationToken);
        var newest = await context.RunCandidates.AsNoTracking()
            .Where(row => row.RunId == runId && prompts.Contains(row.PromptVersion!.PromptId)
                && !context.RunCandidates.Any(other => other.RunId == runId && other.PromptVersion!.PromptId == row.PromptVersion.PromptId && other.PromptNumber > row.PromptNumber))
            .Select(row => new { row.PromptKey, Version = row.PromptVersion! })
            .ToListAsync(cancellationToken);
        var loaded = await ExecutedRun.LoadAsync(
            context, context.Runs.Where(row => row.Id == runId), _ => gates.Any(gate => live.ContainsKey(gate.Gate.PromptId)), cancellationToken);
        return
        [
            .. from gate in gates
               let judged = newest.Find(row => row.Version.PromptId == gate.Gate.PromptId)
               where judged is not null
               let evidence = GateEvidence.Of(gate, loaded[0], judged.Version, live.GetValueOrDefault(gate.Gate.PromptId))
               where evidence is not null
               select new Judged(judged.PromptKey, judged.Version.Number, evidence.Evidence),
        ];
    }
}
