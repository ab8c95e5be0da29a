using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Tests.Shared;

/// <summary>Finished runs with the outcomes that a test asks for, stored as a run stores them, without executing anything.</summary>
public static class FinishedRuns
{
    /// <param name="Cell">The outcome in the case at a place.</param>
    /// <param name="Cost">US dollars per 1,000 calls; null for a model without a price.</param>
    public sealed record Column(string Name, Func<int, CaseCell> Cell, decimal? Cost = 1);

    public static CaseCell Passed { get; } = new(CaseOutcome.Pass, 1, 1, 1);

    public static CaseCell Failed { get; } = new(CaseOutcome.Fail, 0, 0, 1);

    public static CaseCell Erred { get; } = new(CaseOutcome.Error, null, 0, 0);

    public static CaseCell Repeated(int passed, int of) =>
        new(passed == of ? CaseOutcome.Pass : passed == 0 ? CaseOutcome.Fail : CaseOutcome.Unstable, (double)passed / of, passed, of);

    public sealed record Setup
    {
        public required IReadOnlyList<Column> Columns { get; init; }

        public RunState State { get; init; } = RunState.Completed;

        /// <summary>Places in the dataset; null for all.</summary>
        public IReadOnlyList<int>? Places { get; init; }

        public int? DatasetVersionId { get; init; }

        public int Repeats { get; init; } = 1;

        public int? OfRunId { get; init; }

        public string? Selection { get; init; }

        public IReadOnlyList<Assertion>? Assertions { get; init; }
    }

    /// <summary>Over the first benchmark's dataset; the first column is the baseline. Returns the run's id.</summary>
    public static async Task<int> AddAsync(Func<OpsDbContext> open, Setup setup)
    {
        await using var context = open();
        var benchmark = await context.Benchmarks.Include(row => row.Dataset).Include(row => row.Candidates).ThenInclude(row => row.PromptVersion!.Prompt)
            .Include(row => row.Candidates).ThenInclude(row => row.Model!.Provider).OrderBy(row => row.Id).FirstAsync();
        var versions = context.DatasetVersions.Where(row => setup.DatasetVersionId == null ? row.DatasetId == benchmark.DatasetId : row.Id == setup.DatasetVersionId);
        var version = await versions.OrderBy(row => row.Number).FirstAsync();
        var cases = await context.DatasetCases.AsNoTracking().Where(row => row.DatasetVersionId == version.Id).OrderBy(row => row.Position).ToListAsync();
        if (setup.Places is { } places)
        {
            cases = [.. cases.Where(row => places.Contains(row.Position))];
        }

        var own = benchmark.Candidates.OrderBy(row => row.Position).ToList();
        var run = new Run
        {
            BenchmarkId = benchmark.Id,
            SystemId = benchmark.SystemId,
            BenchmarkKey = benchmark.Key,
            BenchmarkName = benchmark.Name,
            State = setup.State,
            StartedById = "eng",
            StartedByName = "Erik Engineer",
            DatasetVersionId = version.Id,
            DatasetKey = benchmark.Dataset!.Key,
            DatasetVersionNumber = version.Number,
            CaseCount = cases.Count,
            Repeats = setup.Repeats,
            TotalCells = cases.Count * setup.Columns.Count * setup.Repeats,
            DoneCells = cases.Count * setup.Columns.Count * setup.Repeats,
            Assertions = setup.Assertions ?? benchmark.Assertions,
            CodeVersion = "test",
            QueuedAt = new DateTime(2026, 11, 22, 20, 0, 0, DateTimeKind.Utc),
            StartedAt = new DateTime(2026, 11, 22, 20, 0, 0, DateTimeKind.Utc),
            CompletedAt = new DateTime(2026, 11, 22, 20, 14, 0, DateTimeKind.Utc),
            OfRunId = setup.OfRunId,
            Selection = setup.Selection,
            Candidates = [.. setup.Columns.Select((column, position) => Candidate(column, position, own[position % own.Count]))],
        };
        context.Runs.Add(run);
        await context.SaveChangesAsync();
        foreach (var chunk in cases.Chunk(1_000))
        {
            context.RunCases.AddRange(chunk.Select(entry =>
            {
                var cells = setup.Columns.Select(column => column.Cell(entry.Position)).ToList();
                return new RunCase { RunId = run.Id, Position = entry.Position, CaseId = entry.Id, CaseKey = entry.Key, Title = entry.Title, Tags = entry.Tags, Cells = cells };
            }));
            await context.SaveChangesAsync();
            context.ChangeTracker.Clear();
        }

        return run.Id;
    }

    private static RunCandidate Candidate(Column column, int position, BenchmarkCandidate like) => new()
    {
        Position = position,
        Name = column.Name,
        IsBaseline = position == 0,
        PromptVersionId = like.PromptVersionId,
        PromptKey = like.PromptVersion!.Prompt!.Key,
        PromptNumber = like.PromptVersion.Number,
        PromptHash = like.PromptVersion.ContentHash,
        ModelId = like.ModelId,
        ProviderKey = like.Model!.Provider!.Key,
        ProviderKind = like.Model.Provider.Kind,
        ModelKey = like.Model.Key,
        Parameters = like.Parameters,
        Cost = Money.Zero,
        Summary = new CandidateSummary(0, 0, null, null, 900, 1_800, column.Cost, [], null),
    };
}
