using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>The runs and candidates that somebody chose, found and fit to be compared. One query.</summary>
/// <param name="Removed">Ids of models that are not offered any more.</param>
internal sealed record ChosenCandidates(
    string SystemKey, string SystemName, IReadOnlyList<Run> Runs, IReadOnlyList<RunCandidate> Candidates, RunCandidate Baseline, IReadOnlySet<int> Removed)
{
    public string BaselineId => IdOf(Baseline);

    /// <summary>Everything that the figures depend on; finished runs do not change.</summary>
    public string CacheKey => $"{string.Join(',', Candidates.Select(candidate => IdOf(candidate) + (Removed.Contains(candidate.ModelId) ? "r" : "")))}|{BaselineId}";

    public static async Task<Result<ChosenCandidates>> FindAsync(OpsDbContext context, CompareRuns.Query query, CancellationToken cancellationToken)
    {
        if (query.Choices.Count == 0)
        {
            return CompareErrors.Nothing;
        }

        var ids = query.Choices.Select(choice => choice.RunId).Distinct().ToList();
        if (ids.Count > CompareRuns.MaxCandidates)
        {
            return CompareErrors.TooMany(ids.Count);
        }

        var found = await context.Runs.AsNoTracking()
            .Where(run => ids.Contains(run.Id))
            .Select(run => new Found(
                run,
                run.System!.Key,
                run.System.Name,
                run.Benchmark!.BaselineRunId,
                run.Candidates.OrderBy(row => row.Position).Select(row => new FoundCandidate(row, row.Model!.Enabled && row.Model.Provider!.Enabled)).ToList()))
            .ToListAsync(cancellationToken);
        var runs = ids.Select(id => found.Find(run => run.Run.Id == id)).ToList();
        return Fault(ids, runs.OfType<Found>().ToList()) is { } fault ? fault : Choose(query, [.. runs.OfType<Found>()]);
    }

    public IReadOnlyList<ComparedRun> ComparedRuns() =>
    [
        .. Runs.Select(run => new ComparedRun(
            run.Id, run.BenchmarkKey, run.BenchmarkName, run.State, run.DatasetKey, run.DatasetVersionNumber, run.CaseCount, run.Repeats, run.CompletedAt, run.Cost.Dollars, run.Selection)),
    ];

    public IReadOnlyList<ComparedCandidate> ComparedCandidates() =>
    [
        .. Candidates.Select(candidate => new ComparedCandidate(
            IdOf(candidate), NameOf(candidate), candidate.RunId, candidate.Position, candidate == Baseline, candidate.PromptKey, candidate.PromptNumber, candidate.ProviderKey,
            candidate.ProviderKind, candidate.ModelKey, Removed.Contains(candidate.ModelId), 0, 0, null, candidate.FailedCells, 0, null, null,
            candidate.Summary?.LatencyP50, candidate.Summary?.LatencyP95, candidate.Summary?.CostPer1000Usd, null, null, [], false)),
    ];

    public string NameOf(RunCandidate candidate) =>
        Candidates.Count(other => other.Name == candidate.Name) > 1 ? $"{candidate.Name} · {Run.KeyOf(candidate.RunId)}" : candidate.Name;

    private static Error? Fault(IReadOnlyList<int> ids, IReadOnlyList<Found> found)
    {
        var missing = ids.Except(found.Select(run => run.Run.Id)).ToList();
        var unfinished = found.Where(run => !Run.IsFinal(run.Run.State)).Select(run => run.Run.Id).ToList();
        return missing.Count > 0 ? CompareErrors.RunNotFound(missing)
            : found.FirstOrDefault(run => run.SystemKey != found[0].SystemKey) is { } other ? CompareErrors.OtherSystem(other.Run.Id, other.SystemName, found[0].Run.Id, found[0].SystemName)
            : unfinished.Count > 0 ? CompareErrors.Unfinished(unfinished)
            : null;
    }

    private static Result<ChosenCandidates> Choose(CompareRuns.Query query, IReadOnlyList<Found> runs)
    {
        var candidates = new List<FoundCandidate>();
        foreach (var choice in query.Choices)
        {
            var own = runs.First(run => run.Run.Id == choice.RunId).Candidates;
            if (choice.Position is { } position && own.All(candidate => candidate.Row.Position != position))
            {
                return CompareErrors.CandidateNotFound(choice, own.Count);
            }

            candidates.AddRange(own.Where(candidate => (choice.Position is null || candidate.Row.Position == choice.Position) && !candidates.Contains(candidate)));
        }

        if (candidates.Count > CompareRuns.MaxCandidates)
        {
            return CompareErrors.TooMany(candidates.Count);
        }

        var rows = candidates.ConvertAll(candidate => candidate.Row);
        var baseline = query.Baseline is { } wanted ? Of(rows, wanted.RunId, wanted.Position)
            : Of(rows, runs.Select(run => run.PinnedRunId).FirstOrDefault(pinned => rows.Exists(row => row.RunId == pinned)), null) ?? Of(rows, rows.FirstOrDefault()?.RunId, null);
        if (baseline is null)
        {
            return query.Baseline is { } given ? CompareErrors.BaselineNotAmong(given.ToString()) : CompareErrors.Nothing;
        }

        return new ChosenCandidates(
            runs[0].SystemKey, runs[0].SystemName, [.. runs.Select(run => run.Run)], rows, baseline,
            candidates.Where(candidate => !candidate.Offered).Select(candidate => candidate.Row.ModelId).ToHashSet());
    }

    // A run alone stands for the candidate that is its own baseline, or else for its first.
    private static RunCandidate? Of(List<RunCandidate> rows, int? runId, int? position) =>
        rows.Where(row => row.RunId == runId && (position is null || row.Position == position)).OrderByDescending(row => row.IsBaseline).FirstOrDefault();

    private static string IdOf(RunCandidate candidate) => CandidateChoice.IdOf(candidate.RunId, candidate.Position);

    private sealed record FoundCandidate(RunCandidate Row, bool Offered);

    private sealed record Found(Run Run, string SystemKey, string SystemName, int? PinnedRunId, List<FoundCandidate> Candidates);
}
