using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Trends;

internal sealed record TrendRun(
    int Id, int BenchmarkId, string BenchmarkKey, string BenchmarkName, string SystemKey, string SystemName, DateTime At, DateTime? CompletedAt, string DatasetKey,
    int DatasetNumber, IReadOnlyList<Assertion> Assertions, double? Threshold, string CodeVersion);

internal sealed record TrendCandidate(
    int RunId, int Position, string Name, bool IsBaseline, string PromptKey, int PromptNumber, string PromptHash, int ModelId, string ProviderKey, string ModelKey,
    ModelParameters Parameters, CandidateSummary? Summary);

/// <summary>
/// Completed runs with the stored figures of their candidates and everything on record that may have moved them: four queries however many runs, none
/// over cells. Runs over a selection of cases are left out: they ask other questions.
/// </summary>
internal sealed class TrendHistory
{
    private readonly ILookup<int, TrendCandidate> _candidates;
    private readonly ILookup<int, ModelPrice> _prices;
    private readonly ILookup<string, LabelMove> _moves;

    private TrendHistory(IReadOnlyList<TrendRun> runs, IEnumerable<TrendCandidate> candidates, IEnumerable<ModelPrice> prices, IEnumerable<LabelMove> moves)
    {
        Runs = runs;
        _candidates = candidates.ToLookup(candidate => candidate.RunId);
        _prices = prices.ToLookup(price => price.ModelId);
        _moves = moves.ToLookup(move => move.Prompt!.Key);
    }

    /// <summary>Oldest first.</summary>
    public IReadOnlyList<TrendRun> Runs { get; }

    public static async Task<TrendHistory> LoadAsync(OpsDbContext context, IQueryable<Run> wanted, int most, CancellationToken cancellationToken)
    {
        var newest = wanted.Where(run => run.State == RunState.Completed && run.OfRunId == null).OrderByDescending(run => run.QueuedAt).ThenByDescending(run => run.Id).Take(most);
        var runs = await newest.AsNoTracking()
            .Select(run => new TrendRun(
                run.Id, run.BenchmarkId, run.BenchmarkKey, run.BenchmarkName, run.System!.Key, run.System.Name, run.QueuedAt, run.CompletedAt, run.DatasetKey,
                run.DatasetVersionNumber, run.Assertions, run.Threshold, run.CodeVersion))
            .ToListAsync(cancellationToken);
        runs.Reverse();

        // Asked for by the same question and not by their ids: hundreds of parameters would be another query text for every count.
        var ids = newest.Select(run => run.Id);
        var candidates = await context.RunCandidates.AsNoTracking().Where(row => ids.Contains(row.RunId)).OrderBy(row => row.Position)
            .Select(row => new TrendCandidate(
                row.RunId, row.Position, row.Name, row.IsBaseline, row.PromptKey, row.PromptNumber, row.PromptHash, row.ModelId, row.ProviderKey, row.ModelKey,
                row.Parameters, row.Summary))
            .ToListAsync(cancellationToken);
        var models = candidates.Select(row => row.ModelId).Distinct().ToList();
        var prompts = candidates.Select(row => row.PromptKey).Distinct().ToList();
        var prices = await context.ModelPrices.AsNoTracking().Where(row => models.Contains(row.ModelId)).ToListAsync(cancellationToken);
        var moves = await context.LabelMoves.AsNoTracking().Include(row => row.Prompt).Where(row => prompts.Contains(row.Prompt!.Key)).OrderBy(row => row.Id).ToListAsync(cancellationToken);
        return new TrendHistory(runs, candidates, prices, moves);
    }

    public IEnumerable<TrendCandidate> CandidatesOf(TrendRun run) => _candidates[run.Id];

    /// <summary>Labels that any prompt of these runs has ever had.</summary>
    public IReadOnlyList<string> Labels => [.. _moves.SelectMany(moves => moves).Select(move => move.Label).Distinct().Order(StringComparer.Ordinal)];

    /// <summary>The version that a label pointed at then; null before its first move.</summary>
    public int? VersionAt(string promptKey, string label, DateTime at) =>
        _moves[promptKey].LastOrDefault(move => move.Label == label && move.At <= at)?.ToNumber;

    public IEnumerable<LabelMove> MovesBetween(string promptKey, DateTime after, DateTime until) => _moves[promptKey].Where(move => move.At > after && move.At <= until);

    /// <summary>Who judged in a run, as <c>key@number</c>.</summary>
    public IEnumerable<string> JudgesOf(TrendRun run) => _candidates[run.Id].SelectMany(candidate => candidate.Summary?.Judges ?? []).Select(use => use.Judge).Distinct(StringComparer.Ordinal);

    public ModelPrice? PriceAt(int modelId, DateTime at) => Providers.PriceBook.ValidOn(_prices[modelId], DateOnly.FromDateTime(at));
}
