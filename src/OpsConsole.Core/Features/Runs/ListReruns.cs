using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>
/// The newest runs that repeat cases of a run, and how many of their flips hold. A flip holds when most repeats of both sides say the same again: the candidate
/// passes in more than half and the baseline in at most half, or the reverse. Three queries.
/// </summary>
public sealed class ListReruns(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int Shown = 5;

    /// <param name="Flips">Repeated cases that had flipped; null until the run has ended.</param>
    /// <param name="Holding">Those of them that flip again, the same way.</param>
    /// <param name="HoldingKeys">By the case's key whether its flip holds; empty until the run has ended.</param>
    /// <param name="Strangers">Candidates that the repeated run does not have: they came from another, and whether their flips hold is not known.</param>
    public sealed record Item(
        int RunId, int OfRunId, RunState State, string Selection, int Repeats, DateTime QueuedAt, int? Flips, int? Holding, IReadOnlyDictionary<string, bool> HoldingKeys, int Strangers)
    {
        public string Key => Run.KeyOf(RunId);

        /// <summary>"7 of 12 flips hold", or how far it is.</summary>
        public string Outcome => (Holding, Flips, Strangers) switch
        {
            (null, _, _) => "not finished",
            (_, 0, 0) => "no flips among them",
            (_, 0, _) => $"whether flips hold is not known for {Others}",
            ({ } holding, _, 0) => Hold(holding),
            ({ } holding, _, _) => $"{Hold(holding)}, not known for {Others}",
        };

        private string Others => Strangers == 1 ? "a candidate of another run" : $"{Strangers} candidates of other runs";

        private string Hold(int holding) => $"{holding} of {Flips} {(Flips == 1 ? "flip holds" : "flips hold")}";
    }

    /// <param name="RunId">The run that is repeated, or one that repeats: then that one alone.</param>
    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(int runId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runs = await context.Runs.AsNoTracking()
            .Where(run => run.OfRunId == runId || (run.Id == runId && run.OfRunId != null))
            .OrderByDescending(run => run.Id)
            .Take(Shown)
            .Select(run => new { Run = run, Candidates = run.Candidates.OrderBy(row => row.Position).ToList(), Of = context.RunCandidates.Where(row => row.RunId == run.OfRunId).ToList() })
            .ToListAsync(cancellationToken);
        var ended = runs.Where(run => Run.IsFinal(run.Run.State)).Select(run => run.Run.Id).ToList();
        var repeated = runs.Select(run => run.Run.OfRunId!.Value).Distinct().ToList();
        var rows = ended.Count == 0 ? [] : await context.RunCases.AsNoTracking().Where(row => ended.Contains(row.RunId)).ToListAsync(cancellationToken);
        var before = ended.Count == 0 ? [] : await context.RunCases.AsNoTracking()
            .Where(row => repeated.Contains(row.RunId) && context.RunCases.Any(again => ended.Contains(again.RunId) && again.Position == row.Position))
            .ToDictionaryAsync(row => (row.RunId, row.CaseId), row => row.Cells, cancellationToken);
        var byRun = rows.ToLookup(row => row.RunId);
        return runs.ConvertAll(run =>
        {
            var flips = new FlipsAgain(run.Candidates, run.Of);
            var held = byRun[run.Run.Id].Select(row => (row.CaseKey, Holds: flips.Holds(row.Cells, before.GetValueOrDefault((run.Run.OfRunId!.Value, row.CaseId))))).Where(row => row.Holds is not null).ToDictionary(row => row.CaseKey, row => row.Holds!.Value);
            var isFinal = Run.IsFinal(run.Run.State);
            return new Item(
                run.Run.Id, run.Run.OfRunId!.Value, run.Run.State, run.Run.Selection ?? "", run.Run.Repeats, run.Run.QueuedAt,
                isFinal ? held.Count : null, isFinal ? held.Values.Count(holds => holds) : null, held, flips.Strangers);
        });
    }

    /// <summary>Whether a case that flipped flips again.</summary>
    private sealed class FlipsAgain(List<RunCandidate> candidates, List<RunCandidate> before)
    {
        private readonly int _baseline = candidates.FindIndex(candidate => candidate.IsBaseline);
        private readonly int[] _before = [.. candidates.Select(candidate => before.Find(other => Same(candidate, other))?.Position ?? -1)];

        public int Strangers => _before.Count(place => place < 0);

        /// <summary>Null where nothing had flipped in the run that is repeated.</summary>
        public bool? Holds(IReadOnlyList<CaseCell> now, IReadOnlyList<CaseCell>? then)
        {
            if (_baseline < 0 || then is null || _before[_baseline] < 0 || _before[_baseline] >= then.Count)
            {
                return null;
            }

            bool? holds = null;
            for (var column = 0; column < Math.Min(now.Count, _before.Length); column++)
            {
                if (column != _baseline && _before[column] is >= 0 and var at && at < then.Count && CaseRows.IsFlip(then[_before[_baseline]], then[at]))
                {
                    var passes = then[at].Outcome == CaseOutcome.Pass;
                    holds = holds == true || (MostPass(now[column]) == passes && MostPass(now[_baseline]) == !passes);
                }
            }

            return holds;
        }

        private static bool? MostPass(CaseCell cell) => cell.Answered == 0 ? null : cell.Passed * 2 > cell.Answered;

        private static bool Same(RunCandidate one, RunCandidate other) =>
            one.PromptVersionId == other.PromptVersionId && one.ModelId == other.ModelId && ContentHash.Of(one.Parameters) == ContentHash.Of(other.Parameters);
    }
}
