using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>What rules that are still being written would have said to the last runs of a benchmark. Stores nothing.</summary>
public sealed class PreviewGate(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int ShownRuns = 10;
    private const int ReadMoves = 1000;

    public sealed record Query(string PromptKey, string BenchmarkKey, IReadOnlyList<GateRule> Rules);

    /// <param name="Runs">Newest first.</param>
    public sealed record Preview(IReadOnlyList<Judged> Runs)
    {
        /// <summary>Fail and Inconclusive both stop a release.</summary>
        public int Stopped => Runs.Count(run => run.Verdict != GateVerdict.Pass);

        public string Words => (Runs.Count, Stopped) switch
        {
            (0, _) => "No finished run of this benchmark has executed a version of this prompt.",
            (1, 0) => "This gate would have let the only run pass.",
            (1, _) => "This gate would have stopped the only run.",
            (var runs, 0) => $"This gate would have stopped none of the last {runs}.",
            var (runs, stopped) => $"This gate would have stopped {stopped} of the last {runs}.",
        };
    }

    /// <param name="Version">The newest version of the prompt that the run executed.</param>
    /// <param name="LiveVersion">What was live when the run ended; null where nothing was.</param>
    public sealed record Judged(int RunId, DateTime At, int Version, string Candidate, int? LiveVersion, GateVerdict Verdict, IReadOnlyList<RuleResult> Rules)
    {
        public string RunKey => Run.KeyOf(RunId);
    }

    public async Task<Result<Preview>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        var rules = GateRuleChecks.Tidy(query.Rules);
        if (GateRuleChecks.Check(new FieldChecks("gates"), rules).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var promptId = await context.Prompts.Where(row => row.Key == query.PromptKey).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken);
        if (promptId is not { } prompt)
            return PromptErrors.NotFound(query.PromptKey);
        var benchmarkId = await context.Benchmarks.Where(row => row.Key == query.BenchmarkKey).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken);
        if (benchmarkId is not { } benchmark)
            return BenchmarkErrors.NotFound(query.BenchmarkKey);

        var moves = await context.LabelMoves.AsNoTracking()
            .Where(row => row.PromptId == prompt && row.Label == PromptLabel.Production)
            .OrderByDescending(row => row.Id).Take(ReadMoves)
            .Select(row => new Move(row.At, row.ToNumber))
            .ToListAsync(cancellationToken);
        var last = context.Runs
            .Where(run => run.BenchmarkId == benchmark && run.State == RunState.Completed && run.Trigger != RunTrigger.Import && run.OfRunId == null
                && run.Candidates.Any(row => row.PromptVersion!.PromptId == prompt && row.Summary != null))
            .OrderByDescending(run => run.Id).Take(ShownRuns);
        var runs = await ExecutedRun.LoadAsync(
            context, last, run => Column(run, query.PromptKey) is { } column && run.Compares(column, LiveAt(run, moves), rules), cancellationToken);
        return new Preview([.. runs.OrderByDescending(run => run.Run.Id).Select(run => Judge(run, query.PromptKey, moves, rules)).OfType<Judged>()]);
    }

    private static Judged? Judge(ExecutedRun run, string promptKey, IReadOnlyList<Move> moves, IReadOnlyList<GateRule> rules)
    {
        if (Column(run, promptKey) is not { } column || run.Measured(column) is not { } candidate)
            return null;
        var live = LiveAt(run, moves);
        var (side, baseline) = (run.LiveSide(column, live), run.Baseline(column));
        var results = rules.Select(rule => GateRules.Judge(rule, candidate, side, baseline)).ToList();
        return new Judged(run.Run.Id, EndOf(run), candidate.Number, candidate.Name, live, GateRules.Overall(results), results);
    }

    private static ExecutedCandidate? Column(ExecutedRun run, string promptKey) => run.Candidates
        .Where(column => column.Row.PromptKey == promptKey && column.Row.Summary is not null)
        .OrderByDescending(column => column.Row.PromptNumber).ThenByDescending(column => column.Row.IsBaseline).ThenBy(column => column.Row.Position)
        .FirstOrDefault();

    // Against what was live at the time: today's live version is in no run that was made before it.
    private static int? LiveAt(ExecutedRun run, IReadOnlyList<Move> moves) => moves.FirstOrDefault(move => move.At <= EndOf(run))?.ToNumber;

    private static DateTime EndOf(ExecutedRun run) => run.Run.CompletedAt ?? run.Run.QueuedAt;

    private sealed record Move(DateTime At, int ToNumber);
}
