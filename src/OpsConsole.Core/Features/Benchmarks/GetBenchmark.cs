using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>One benchmark in full, with its candidates, its next firings and its newest run.</summary>
public sealed class GetBenchmark(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    public const int ShownFirings = 5;

    /// <param name="DatasetVersion">The pinned version; null takes the newest at the start of each run.</param>
    /// <param name="LatestCases">Cases of the version that a run would take now.</param>
    /// <param name="NextFirings">UTC; empty when it is not scheduled.</param>
    public sealed record Details(
        int Id, string Key, string Name, string Purpose, int Revision, string SystemKey, string SystemName, bool IsDemo, string CreatedBy, DateTime CreatedAt,
        string DatasetKey, string DatasetName, int? DatasetVersion, int LatestCases, int Repeats, IReadOnlyList<Assertion> Assertions, double? Threshold,
        Money? SpendCap, int Concurrency, bool UseCache, string? Cron, string? TimeZone, MissedRunPolicy MissedRuns,
        IReadOnlyList<CandidateItem> Candidates, IReadOnlyList<DateTime> NextFirings, LastRun? LastRun)
    {
        /// <summary>The run that later ones are compared with; null where none is pinned.</summary>
        public Pin? Pinned { get; init; }

        /// <summary>What an editor starts from.</summary>
        public BenchmarkDraft Draft => new()
        {
            Name = Name,
            Purpose = Purpose,
            DatasetKey = DatasetKey,
            DatasetVersion = DatasetVersion,
            Repeats = Repeats,
            Assertions = Assertions,
            Threshold = Threshold,
            SpendCap = SpendCap,
            Concurrency = Concurrency,
            UseCache = UseCache,
            Cron = Cron,
            TimeZone = TimeZone,
            MissedRuns = MissedRuns,
            Candidates = [.. Candidates.Select(candidate => new CandidateDraft(
                candidate.Name, candidate.PromptKey, candidate.PromptVersion, candidate.ProviderKey, candidate.ModelKey, candidate.Parameters, candidate.IsBaseline))],
        };
    }

    public sealed record Pin(int RunId, DateTime? CompletedAt)
    {
        public string Key => Run.KeyOf(RunId);
    }

    public sealed record CandidateItem(
        int Position, string Name, string PromptKey, int PromptVersion, int LatestPromptVersion, string ProviderKey, string ProviderName, ProviderKind ProviderKind,
        string ModelKey, string ModelName, ModelParameters Parameters, bool IsBaseline);

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var benchmark = await context.Benchmarks.AsNoTracking().Include(row => row.System).Include(row => row.Dataset)
            .SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (benchmark is null)
            return BenchmarkErrors.NotFound(key);

        var candidates = await context.BenchmarkCandidates.Where(row => row.BenchmarkId == benchmark.Id).OrderBy(row => row.Position)
            .Select(row => new CandidateItem(
                row.Position, row.Name, row.PromptVersion!.Prompt!.Key, row.PromptVersion.Number, row.PromptVersion.Prompt.LatestNumber,
                row.Model!.Provider!.Key, row.Model.Provider.Name, row.Model.Provider.Kind, row.Model.Key, row.Model.Name, row.Parameters, row.IsBaseline))
            .ToListAsync(cancellationToken);
        var version = await context.DatasetVersions
            .Where(row => benchmark.DatasetVersionId == null
                ? row.DatasetId == benchmark.DatasetId && row.Number == benchmark.Dataset!.LatestNumber
                : row.Id == benchmark.DatasetVersionId)
            .Select(row => new { row.Number, row.CaseCount })
            .SingleOrDefaultAsync(cancellationToken);
        var lastId = await context.Runs.Where(run => run.BenchmarkId == benchmark.Id).MaxAsync(run => (int?)run.Id, cancellationToken);
        var runs = await LastRun.ByIdAsync(context, [lastId], cancellationToken);

        return new Details(
            benchmark.Id, benchmark.Key, benchmark.Name, benchmark.Purpose, benchmark.Revision, benchmark.System!.Key, benchmark.System.Name, benchmark.IsDemo,
            benchmark.CreatedBy, benchmark.CreatedAt, benchmark.Dataset!.Key, benchmark.Dataset.Name, benchmark.DatasetVersionId is null ? null : version?.Number,
            version?.CaseCount ?? 0, benchmark.Repeats, benchmark.Assertions, benchmark.Threshold, benchmark.SpendCap, benchmark.Concurrency, benchmark.UseCache,
            benchmark.Cron, benchmark.TimeZone, benchmark.MissedRuns, candidates, Firings(benchmark), lastId is { } id ? runs.GetValueOrDefault(id) : null)
        {
            Pinned = await context.Runs.Where(run => run.Id == benchmark.BaselineRunId).Select(run => new Pin(run.Id, run.CompletedAt)).SingleOrDefaultAsync(cancellationToken),
        };
    }

    private IReadOnlyList<DateTime> Firings(Benchmark benchmark) =>
        benchmark.Cron is { } cron && Schedule.Parse(cron, benchmark.TimeZone) is { IsOk: true, Value: var schedule }
            ? schedule.NextAfter(clock.GetUtcNow().UtcDateTime, ShownFirings)
            : [];
}
