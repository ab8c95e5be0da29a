using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>A column of a run, and the content that its version has by now.</summary>
internal sealed record ExecutedCandidate(RunCandidate Row, string CurrentHash)
{
    /// <summary>Whether the run executed the version as it is now.</summary>
    public bool IsCurrent => Row.PromptHash == CurrentHash;
}

/// <summary>A finished run as gates see it: its columns, and on demand the rows of its matrix.</summary>
/// <param name="Candidates">By position; the cells of each row stand in the same order.</param>
internal sealed record ExecutedRun(Run Run, IReadOnlyList<ExecutedCandidate> Candidates)
{
    private IReadOnlyList<IReadOnlyList<CaseCell>> _rows = [];
    private JudgeStandings _judges = JudgeStandings.None;

    /// <summary>Two queries, and two more where judges were asked: the runs with their columns, and the rows of those runs that <paramref name="compares"/> says are compared case by case.</summary>
    public static async Task<IReadOnlyList<ExecutedRun>> LoadAsync(
        OpsDbContext context, IQueryable<Run> runs, Func<ExecutedRun, bool> compares, CancellationToken cancellationToken)
    {
        var loaded = await runs.AsNoTracking()
            .Select(run => new
            {
                Run = run,
                Candidates = run.Candidates.OrderBy(row => row.Position).Select(row => new { Row = row, row.PromptVersion!.ContentHash }).ToList(),
            })
            .ToListAsync(cancellationToken);
        var judged = loaded.Exists(row => row.Candidates.Exists(column => column.Row.Summary?.Judges is not null));
        var judges = judged ? await JudgeStandings.LoadAsync(context, null, cancellationToken) : JudgeStandings.None;
        var found = loaded.ConvertAll(row => new ExecutedRun(row.Run, row.Candidates.ConvertAll(column => new ExecutedCandidate(column.Row, column.ContentHash))) { _judges = judges });

        var compared = found.Where(compares).Select(run => run.Run.Id).ToList();
        if (compared.Count == 0)
            return found;
        var rows = await context.RunCases.AsNoTracking()
            .Where(row => compared.Contains(row.RunId))
            .OrderBy(row => row.RunId).ThenBy(row => row.Position)
            .Select(row => new { row.RunId, row.Cells })
            .ToListAsync(cancellationToken);
        var byRun = rows.ToLookup(row => row.RunId, row => row.Cells);
        return found.ConvertAll(run => run with { _rows = [.. byRun[run.Run.Id]] });
    }

    /// <summary>The columns that executed this content on the model it asks for; the best fitting first.</summary>
    public IReadOnlyList<ExecutedCandidate> Of(int promptVersionId, string contentHash, ModelChoice? model) =>
    [
        .. Candidates
            .Where(column => column.Row.PromptVersionId == promptVersionId && column.Row.PromptHash == contentHash && Fits(column.Row, model))
            .OrderByDescending(column => HasParameters(column.Row, model))
            .ThenByDescending(column => column.Row.IsBaseline)
            .ThenBy(column => column.Row.Position),
    ];

    /// <summary>The live version's column, as it is live: on the same model where the run has that.</summary>
    public ExecutedCandidate? Live(ExecutedCandidate candidate, int? liveNumber) => Candidates
        .Where(column => column.Row.PromptKey == candidate.Row.PromptKey && column.Row.PromptNumber == liveNumber && column.IsCurrent)
        .OrderByDescending(column => column.Row.ModelId == candidate.Row.ModelId)
        .ThenBy(column => column.Row.Position)
        .FirstOrDefault();

    /// <summary>Null where the run ended without figures for this column.</summary>
    public MeasuredCandidate? Measured(ExecutedCandidate? candidate) => candidate?.Row.Summary is not { } summary ? null : new MeasuredCandidate(
        candidate.Row.Name, candidate.Row.PromptNumber, candidate.Row.ModelKey, Run.CaseCount, candidate.Row.DoneCells, candidate.Row.FailedCells, summary,
        Column(candidate))
    {
        Judges = _judges,
    };

    public LiveSide LiveSide(ExecutedCandidate candidate, int? liveNumber) => new(liveNumber, Measured(Live(candidate, liveNumber)));

    public BaselineSide? Baseline(ExecutedCandidate candidate) => Candidates.FirstOrDefault(column => column.Row.IsBaseline) is { } baseline
        ? new BaselineSide(baseline.Row.Name, Measured(baseline), baseline == candidate)
        : null;

    /// <summary>Whether a rule of these compares the candidate case by case with another column of this run.</summary>
    public bool Compares(ExecutedCandidate candidate, int? liveNumber, IEnumerable<GateRule> rules) => rules.Any(rule => rule.Comparison switch
    {
        GateComparison.AtLeast or GateComparison.AtMost => false,
        GateComparison.NotWorseThanLive => Live(candidate, liveNumber) is { } live && live != candidate,
        GateComparison.NotWorseThanBaseline => Candidates.Any(column => column.Row.IsBaseline && column != candidate),
    });

    /// <summary>Whether the version's own parameters were used: a version without any takes whatever the benchmark gives.</summary>
    public static bool HasParameters(RunCandidate column, ModelChoice? model) =>
        model?.Parameters is not { } asked || Common.ContentHash.Of(asked) == Common.ContentHash.Of(column.Parameters);

    private static bool Fits(RunCandidate column, ModelChoice? model) =>
        model is null || (column.ModelKey == model.ModelKey && column.ProviderKey == model.ProviderKey);

    private IReadOnlyList<CaseCell> Column(ExecutedCandidate candidate)
    {
        var index = Candidates.TakeWhile(column => column != candidate).Count();
        return [.. _rows.Where(cells => index < cells.Count).Select(cells => cells[index])];
    }
}
