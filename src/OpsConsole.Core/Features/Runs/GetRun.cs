using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Runs;

/// <summary>One run with its candidates: counts while it runs, figures once it has ended. Two queries, whatever the size of the run.</summary>
public sealed class GetRun(IDbContextFactory<OpsDbContext> contexts, RunMonitor monitor) : IUseCase
{
    /// <param name="PassRateSoFar">Over answered cells, repeats of a case counted as one; null before the first answer.</param>
    public sealed record Candidate(
        int Id,
        int Position,
        string Name,
        bool IsBaseline,
        string PromptKey,
        int PromptNumber,
        string PromptHash,
        string ProviderKey,
        ProviderKind ProviderKind,
        string ModelKey,
        ModelParameters Parameters,
        int DoneCells,
        int FailedCells,
        int PassedCells,
        Money Cost,
        long InputTokens,
        long OutputTokens,
        Estimate? PassRateSoFar,
        CandidateSummary? Summary)
    {
        /// <summary>A built-in method, not a model.</summary>
        public bool IsReferenceMethod => ProviderKind is ProviderKind.Builtin;
    }

    /// <param name="Pulse">Pace and latest results, when this process executes the run.</param>
    public sealed record Detail(
        int Id,
        int BenchmarkId,
        string BenchmarkKey,
        string BenchmarkName,
        string SystemKey,
        string SystemName,
        RunState State,
        string? StateReason,
        RunTrigger Trigger,
        string StartedByName,
        string DatasetKey,
        int DatasetVersionNumber,
        int CaseCount,
        int Repeats,
        int DoneCells,
        int FailedCells,
        int TotalCells,
        Money Cost,
        Money? SpendCap,
        int Concurrency,
        bool UseCache,
        IReadOnlyList<Assertion> Assertions,
        double? Threshold,
        string CodeVersion,
        DateTime QueuedAt,
        DateTime? StartedAt,
        DateTime? CompletedAt,
        DateTime? CancelRequestedAt,
        string? LeaseOwner,
        int Attempt,
        bool IsDemo,
        IReadOnlyList<Candidate> Candidates,
        RunPulse? Pulse)
    {
        public string Key => Run.KeyOf(Id);

        public bool IsFinal => Run.IsFinal(State);

        /// <summary>The run whose cases this one repeats, and which in words; null for a whole run.</summary>
        public int? OfRunId { get; init; }

        public string? Selection { get; init; }

        /// <summary>The run that the benchmark's later runs are compared with; null while none is pinned.</summary>
        public int? PinnedRunId { get; init; }
    }

    public async Task<Result<Detail>> HandleAsync(int runId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var run = await context.Runs.AsNoTracking().Include(row => row.System).Include(row => row.Benchmark).SingleOrDefaultAsync(row => row.Id == runId, cancellationToken);
        if (run is null)
        {
            return RunErrors.NotFound(Run.KeyOf(runId));
        }

        var candidates = await context.RunCandidates.AsNoTracking().Where(row => row.RunId == runId).OrderBy(row => row.Position).ToListAsync(cancellationToken);
        return new Detail(
            run.Id,
            run.BenchmarkId,
            run.BenchmarkKey,
            run.BenchmarkName,
            run.System!.Key,
            run.System.Name,
            run.State,
            run.StateReason,
            run.Trigger,
            run.StartedByName,
            run.DatasetKey,
            run.DatasetVersionNumber,
            run.CaseCount,
            run.Repeats,
            run.DoneCells,
            run.FailedCells,
            run.TotalCells,
            run.Cost,
            run.SpendCap,
            run.Concurrency,
            run.UseCache,
            run.Assertions,
            run.Threshold,
            run.CodeVersion,
            run.QueuedAt,
            run.StartedAt,
            run.CompletedAt,
            run.CancelRequestedAt,
            run.LeaseOwner,
            run.Attempt,
            run.IsDemo,
            candidates.ConvertAll(row => CandidateOf(row, run.Repeats)),
            monitor.Find(runId, run.TotalCells - run.DoneCells - run.FailedCells))
        {
            OfRunId = run.OfRunId,
            Selection = run.Selection,
            PinnedRunId = run.Benchmark!.BaselineRunId,
        };
    }

    private static Candidate CandidateOf(RunCandidate row, int repeats) => new(
        row.Id,
        row.Position,
        row.Name,
        row.IsBaseline,
        row.PromptKey,
        row.PromptNumber,
        row.PromptHash,
        row.ProviderKey,
        row.ProviderKind,
        row.ModelKey,
        row.Parameters,
        row.DoneCells,
        row.FailedCells,
        row.PassedCells,
        row.Cost,
        row.InputTokens,
        row.OutputTokens,
        SoFar(row, repeats),
        row.Summary);

    private static Estimate? SoFar(RunCandidate row, int repeats)
    {
        if (row.DoneCells == 0)
        {
            return null;
        }

        // Repeats of a case are not independent, so n is the number of cases that this many cells stand for.
        var cases = Math.Max(1, row.DoneCells / repeats);
        var interval = Wilson.Interval((double)row.PassedCells / row.DoneCells * cases, cases);
        return new Estimate((double)row.PassedCells / row.DoneCells, interval.Low, interval.High);
    }
}
