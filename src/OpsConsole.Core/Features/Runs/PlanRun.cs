using System.Reflection;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Includes;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>
/// Starts a benchmark: copies what it is made of into a run, writes a row for every cell in the same transaction,
/// and hands it over for execution. A benchmark has at most one unfinished run.
/// </summary>
public sealed class PlanRun(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, IRunQueue queue, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public const int MaxCells = 1_000_000;

    /// <param name="IdempotencyKey">A second start with the same key returns the first run.</param>
    /// <param name="Judge">A version that the run must execute, though the benchmark may not have it as a candidate.</param>
    public sealed record Command(string BenchmarkKey, RunTrigger Trigger, string? IdempotencyKey = null, VersionName? Judge = null);

    /// <summary>The run, and whether this call made it.</summary>
    public sealed record Planned(int RunId, bool Created)
    {
        public string Key => Run.KeyOf(RunId);
    }

    public async Task<Result<Planned>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
        {
            return Error.Denied(Permission.RunsExecute);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var benchmark = await LoadAsync(context, command.BenchmarkKey, cancellationToken);
        if (benchmark is null)
        {
            return RunErrors.BenchmarkNotFound(command.BenchmarkKey);
        }

        if (await ExistingAsync(context, benchmark.Id, command.IdempotencyKey, cancellationToken) is { } existing)
        {
            return existing;
        }

        if (command.Judge is { } judged && await JudgedVersion.AddAsync(context, benchmark, judged, cancellationToken) is { } refused)
        {
            return refused;
        }

        var run = await DraftAsync(context, benchmark, command, actor, cancellationToken);
        if (!run.IsOk)
        {
            return run.Error;
        }

        try
        {
            await SaveAsync(context, run.Value, actor, cancellationToken);
        }
        catch (DbUpdateException)
        {
            // Somebody else started the same benchmark, or used the same key, between our look and our save.
            await using var fresh = await contexts.CreateDbContextAsync(cancellationToken);
            if (await ExistingAsync(fresh, benchmark.Id, command.IdempotencyKey, cancellationToken) is { } winner)
            {
                return winner;
            }

            throw;
        }

        queue.Enqueue(run.Value.Id);
        changes.Publish(ChangeFeed.Runs);
        return new Planned(run.Value.Id, Created: true);
    }

    private static Task<Benchmark?> LoadAsync(OpsDbContext context, string key, CancellationToken cancellationToken) =>
        context.Benchmarks.AsNoTracking()
            .Include(row => row.Dataset)
            .Include(row => row.Candidates).ThenInclude(row => row.PromptVersion!.Prompt)
            .Include(row => row.Candidates).ThenInclude(row => row.Model!.Provider)
            .Include(row => row.Candidates).ThenInclude(row => row.Model!.Prices)
            .AsSplitQuery()
            .SingleOrDefaultAsync(row => row.Key == key, cancellationToken);

    private static async Task<Result<Planned>?> ExistingAsync(OpsDbContext context, int benchmarkId, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var found = await context.Runs
            .Where(row => row.ActiveBenchmarkId == benchmarkId || (idempotencyKey != null && row.IdempotencyKey == idempotencyKey))
            .Select(row => new { row.Id, row.IdempotencyKey, row.StartedByName, row.State })
            .ToListAsync(cancellationToken);
        if (found.Find(row => idempotencyKey is not null && row.IdempotencyKey == idempotencyKey) is { } same)
        {
            return new Planned(same.Id, Created: false);
        }

        if (found is [var active, ..])
        {
            return RunErrors.AlreadyActive(active.Id, active.StartedByName, active.State);
        }

        return null;
    }

    private async Task<Result<Run>> DraftAsync(OpsDbContext context, Benchmark benchmark, Command command, Actor actor, CancellationToken cancellationToken)
    {
        var dataset = await context.DatasetVersions
            .Where(row => row.DatasetId == benchmark.DatasetId && (benchmark.DatasetVersionId == null || row.Id == benchmark.DatasetVersionId))
            .OrderByDescending(row => row.Number)
            .Select(row => new { row.Id, row.Number, row.CaseCount })
            .FirstOrDefaultAsync(cancellationToken);
        if (dataset is null or { CaseCount: 0 })
        {
            return RunErrors.NoCases(benchmark.Dataset!.Key);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (CandidateFault(benchmark, DateOnly.FromDateTime(now)) is { } fault)
        {
            return fault;
        }

        // What a judge costs counts towards the cap as well.
        DateOnly? priced = benchmark.SpendCap is null ? null : DateOnly.FromDateTime(now);
        var assertions = await JudgePins.PinAsync(context, benchmark.Assertions, priced, cancellationToken);
        if (!assertions.IsOk)
        {
            return assertions.Error;
        }

        var caseJudges = await JudgePins.OfCasesAsync(context, dataset.Id, priced, cancellationToken);
        if (!caseJudges.IsOk)
        {
            return caseJudges.Error;
        }

        var candidates = new List<RunCandidate>();
        foreach (var candidate in benchmark.Candidates.OrderBy(row => row.Position))
        {
            var hash = await PromptIncludes.SentHashAsync(context, candidate.PromptVersion!, cancellationToken);
            if (!hash.IsOk)
            {
                return hash.Error with { Message = $"Candidate '{candidate.Name}': {hash.Error.Message}" };
            }

            candidates.Add(Copy(candidate, hash.Value));
        }

        var cells = (long)dataset.CaseCount * benchmark.Candidates.Count * benchmark.Repeats;
        if (cells > MaxCells)
        {
            return RunErrors.TooLarge(cells);
        }

        return new Run
        {
            BenchmarkId = benchmark.Id,
            ActiveBenchmarkId = benchmark.Id,
            SystemId = benchmark.SystemId,
            BenchmarkKey = benchmark.Key,
            BenchmarkName = benchmark.Name,
            State = RunState.Queued,
            Trigger = command.Trigger,
            StartedById = actor.Id,
            StartedByName = actor.Name,
            IdempotencyKey = command.IdempotencyKey,
            DatasetVersionId = dataset.Id,
            DatasetKey = benchmark.Dataset!.Key,
            DatasetVersionNumber = dataset.Number,
            CaseCount = dataset.CaseCount,
            Repeats = benchmark.Repeats,
            TotalCells = (int)cells,
            Assertions = assertions.Value,
            CaseJudges = caseJudges.Value,
            Threshold = benchmark.Threshold,
            SpendCap = benchmark.SpendCap,
            Concurrency = benchmark.Concurrency,
            UseCache = benchmark.UseCache,
            CodeVersion = CodeVersion,
            QueuedAt = now,
            IsDemo = benchmark.IsDemo,
            Candidates = candidates,
        };
    }

    private static Error? CandidateFault(Benchmark benchmark, DateOnly today)
    {
        if (benchmark.Candidates.Count == 0)
        {
            return RunErrors.NoCandidates(benchmark.Key);
        }

        foreach (var candidate in benchmark.Candidates)
        {
            var provider = candidate.Model!.Provider!;
            if (!provider.Enabled)
            {
                return RunErrors.ProviderDisabled(candidate.Name, provider.Key);
            }

            if (benchmark.SpendCap is not null && candidate.Model.PriceOn(today) is null && !provider.Kind.IsLocal())
            {
                return RunErrors.NoPriceForCap(candidate.Model.Key);
            }
        }

        return null;
    }

    private static RunCandidate Copy(BenchmarkCandidate candidate, string promptHash) => new()
    {
        Position = candidate.Position,
        Name = candidate.Name,
        IsBaseline = candidate.IsBaseline,
        PromptVersionId = candidate.PromptVersionId,
        PromptKey = candidate.PromptVersion!.Prompt!.Key,
        PromptNumber = candidate.PromptVersion.Number,
        PromptHash = promptHash,
        ModelId = candidate.ModelId,
        ProviderKey = candidate.Model!.Provider!.Key,
        ProviderKind = candidate.Model.Provider.Kind,
        ModelKey = candidate.Model.Key,
        Parameters = candidate.Parameters,
    };

    private async Task SaveAsync(OpsDbContext context, Run run, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Runs.Add(run);
        await context.SaveChangesAsync(cancellationToken);
        audit.Append(context, actor, new AuditEntry("run.started", "run", run.Key)
        {
            Details = new { benchmark = run.BenchmarkKey, trigger = run.Trigger, dataset = run.DatasetKey, version = run.DatasetVersionNumber, calls = run.TotalCells },
        });
        await context.SaveChangesAsync(cancellationToken);
        await PlannedCells.WriteAsync(context, run, caseIds: null, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The console's version, as a run keeps it.</summary>
    internal static string CodeVersion { get; } =
        typeof(PlanRun).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion ?? "unknown";
}
