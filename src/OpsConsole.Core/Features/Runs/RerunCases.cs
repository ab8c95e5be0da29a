using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>
/// Asks some cases of finished runs again, k times each and past the cache, so that what was chance shows itself. It becomes a run of its own, over the dataset
/// version and under the assertions of the run that holds the baseline.
/// </summary>
public sealed class RerunCases(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, IRunQueue queue, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public const int MaxRepeats = 20;
    public const int MaxCases = 1_000;

    /// <param name="Candidates">Of one or several finished runs, each with its position; the order of the new run's candidates.</param>
    /// <param name="Baseline">One of them.</param>
    /// <param name="Selection">Which cases these are, in words: "12 flips".</param>
    public sealed record Command(IReadOnlyList<CandidateChoice> Candidates, CandidateChoice Baseline, IReadOnlyList<string> CaseKeys, string Selection, int Repeats);

    public async Task<Result<PlanRun.Planned>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
        {
            return Error.Denied(Permission.RunsExecute);
        }

        var keys = command.CaseKeys.Distinct(StringComparer.Ordinal).ToList();
        if (RerunErrors.Of(command, keys.Count) is { } unfit)
        {
            return unfit;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var sources = await SourcesAsync(context, command, cancellationToken);
        if (!sources.IsOk)
        {
            return sources.Error;
        }

        var baseline = sources.Value[command.Candidates.ToList().IndexOf(command.Baseline)];
        var of = baseline.Run!;
        if (await ActiveAsync(context, of.BenchmarkId, cancellationToken) is { } active)
        {
            return active;
        }

        var caseIds = await context.DatasetCases.Where(row => row.DatasetVersionId == of.DatasetVersionId && keys.Contains(row.Key)).Select(row => row.Id).ToListAsync(cancellationToken);
        if (caseIds.Count != keys.Count)
        {
            return RerunErrors.CasesGone(keys.Count - caseIds.Count, of.Id);
        }

        var candidates = new List<RunCandidate>();
        foreach (var source in sources.Value)
        {
            var copy = await CopyAsync(context, source, candidates.Count, source == baseline, sources.Value, cancellationToken);
            if (!copy.IsOk)
            {
                return copy.Error;
            }

            candidates.Add(copy.Value);
        }

        var run = RunOf(command, of, candidates, caseIds.Count, actor);
        try
        {
            await SaveAsync(context, run, keys, caseIds, actor, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody else started a run of the same benchmark between our look and our save.
            await using var fresh = await contexts.CreateDbContextAsync(cancellationToken);
            if (await ActiveAsync(fresh, of.BenchmarkId, cancellationToken) is { } winner)
            {
                return winner;
            }

            throw;
        }

        queue.Enqueue(run.Id);
        changes.Publish(ChangeFeed.Runs);
        changes.Publish(ChangeFeed.Run(of.Id));
        return new PlanRun.Planned(run.Id, Created: true);
    }

    private static async Task<Error?> ActiveAsync(OpsDbContext context, int benchmarkId, CancellationToken cancellationToken)
    {
        var active = await context.Runs.Where(row => row.ActiveBenchmarkId == benchmarkId).Select(row => new { row.Id, row.StartedByName, row.State }).FirstOrDefaultAsync(cancellationToken);
        return active is null ? null : RunErrors.AlreadyActive(active.Id, active.StartedByName, active.State);
    }

    private static async Task<Result<IReadOnlyList<RunCandidate>>> SourcesAsync(OpsDbContext context, Command command, CancellationToken cancellationToken)
    {
        var runIds = command.Candidates.Select(candidate => candidate.RunId).Distinct().ToList();
        var found = await context.RunCandidates.AsNoTracking()
            .Include(row => row.Run)
            .Include(row => row.PromptVersion)
            .Include(row => row.Model!.Provider)
            .Where(row => runIds.Contains(row.RunId))
            .ToListAsync(cancellationToken);
        var sources = command.Candidates.Select(choice => found.Find(row => row.RunId == choice.RunId && row.Position == choice.Position)).OfType<RunCandidate>().ToList();
        if (sources.Count < command.Candidates.Count)
        {
            return RerunErrors.CandidateGone;
        }

        return sources.Find(row => !Run.IsFinal(row.Run!.State)) is { } unfinished ? RerunErrors.Unfinished(unfinished.RunId)
            : sources.Find(row => row.Run!.SystemId != sources[0].Run!.SystemId) is { } other ? RerunErrors.OtherSystem(other.RunId)
            : sources.Find(row => !row.Model!.Provider!.Enabled) is { } off ? RunErrors.ProviderDisabled(off.Name, off.ProviderKey)
            : sources.Find(row => !row.Model!.Enabled) is { } removed ? RerunErrors.ModelRemoved(removed.Name, removed.ModelKey)
            : sources;
    }

    private static async Task<Result<RunCandidate>> CopyAsync(
        OpsDbContext context, RunCandidate source, int position, bool isBaseline, IReadOnlyList<RunCandidate> all, CancellationToken cancellationToken)
    {
        // The same text must be asked again; a version that was edited since is another candidate.
        var hash = await PromptIncludes.SentHashAsync(context, source.PromptVersion!, cancellationToken);
        if (!hash.IsOk || hash.Value != source.PromptHash)
        {
            return hash.IsOk ? RunErrors.PromptEdited(source.Name, source.PromptNumber) : hash.Error;
        }

        return new RunCandidate
        {
            Position = position,
            Name = all.Count(other => other.Name == source.Name) > 1 ? $"{source.Name} · {Run.KeyOf(source.RunId)}" : source.Name,
            IsBaseline = isBaseline,
            PromptVersionId = source.PromptVersionId,
            PromptKey = source.PromptKey,
            PromptNumber = source.PromptNumber,
            PromptHash = source.PromptHash,
            ModelId = source.ModelId,
            ProviderKey = source.ProviderKey,
            ProviderKind = source.Model!.Provider!.Kind,
            ModelKey = source.ModelKey,
            Parameters = source.Parameters,
        };
    }

    private Run RunOf(Command command, Run of, IReadOnlyList<RunCandidate> candidates, int cases, Actor actor) => new()
    {
        BenchmarkId = of.BenchmarkId,
        ActiveBenchmarkId = of.BenchmarkId,
        SystemId = of.SystemId,
        BenchmarkKey = of.BenchmarkKey,
        BenchmarkName = of.BenchmarkName,
        State = RunState.Queued,
        Trigger = RunTrigger.Person,
        StartedById = actor.Id,
        StartedByName = actor.Name,
        DatasetVersionId = of.DatasetVersionId,
        DatasetKey = of.DatasetKey,
        DatasetVersionNumber = of.DatasetVersionNumber,
        CaseCount = cases,
        Repeats = command.Repeats,
        TotalCells = cases * candidates.Count * command.Repeats,
        Assertions = of.Assertions,
        CaseJudges = of.CaseJudges,
        Threshold = of.Threshold,
        SpendCap = of.SpendCap,
        Concurrency = of.Concurrency,
        UseCache = false,
        CodeVersion = PlanRun.CodeVersion,
        QueuedAt = clock.GetUtcNow().UtcDateTime,
        IsDemo = of.IsDemo,
        OfRunId = of.Id,
        Selection = command.Selection,
        Candidates = [.. candidates],
    };

    private async Task SaveAsync(OpsDbContext context, Run run, IReadOnlyList<string> keys, IReadOnlyList<int> caseIds, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Runs.Add(run);
        await context.SaveChangesAsync(cancellationToken);
        audit.Append(context, actor, new AuditEntry("run.rerun", "run", run.Key)
        {
            Details = new { of = Run.KeyOf(run.OfRunId!.Value), benchmark = run.BenchmarkKey, selection = run.Selection, cases = keys, candidates = run.Candidates.Select(row => row.Name), repeats = run.Repeats },
        });
        await context.SaveChangesAsync(cancellationToken);
        await PlannedCells.WriteAsync(context, run, caseIds, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
