using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Reports;

/// <summary>Reads the rows of a run's matrix in pages, two queries each: the rows, and of the results that did not pass why.</summary>
internal sealed class ReportCases(IDbContextFactory<OpsDbContext> contexts, int runId, IReadOnlyList<int> candidates)
{
    private const int PageSize = 500;

    public async IAsyncEnumerable<ReportCase> AllAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var after = -1;
        while (true)
        {
            var from = after;
            var page = await PageAsync(context, context.RunCases.Where(row => row.Position > from).OrderBy(row => row.Position).Take(PageSize), cancellationToken);
            foreach (var (_, row) in page)
                yield return row;
            if (page.Count < PageSize)
                yield break;
            after = page[^1].Position;
        }
    }

    public async Task<IReadOnlyList<ReportCase>> OpenAsync(OpsDbContext context, int take, CancellationToken cancellationToken) =>
    [
        .. (await PageAsync(context, context.RunCases.Where(row => row.AnyFailure || row.AnyError).OrderBy(row => row.Position).Take(take), cancellationToken)).Select(entry => entry.Row),
    ];

    private async Task<IReadOnlyList<(int Position, ReportCase Row)>> PageAsync(OpsDbContext context, IQueryable<RunCase> rows, CancellationToken cancellationToken)
    {
        var page = await rows.AsNoTracking().Where(row => row.RunId == runId).ToListAsync(cancellationToken);
        var reasons = page.Count == 0 ? [] : await ReasonsAsync(context, page, cancellationToken);
        return page.ConvertAll(row => (row.Position, new ReportCase(row.CaseKey, row.Title, row.Tags, row.Cells, reasons.GetValueOrDefault(row.Position) ?? [])));
    }

    private async Task<Dictionary<int, Dictionary<int, string>>> ReasonsAsync(OpsDbContext context, IReadOnlyList<RunCase> page, CancellationToken cancellationToken)
    {
        var positions = page.Where(row => row.AnyFailure || row.AnyError).Select(row => row.Position).ToList();
        if (positions.Count == 0)
            return [];
        var cells = await context.RunCells.AsNoTracking()
            .Where(cell => cell.RunId == runId && positions.Contains(cell.CasePosition) && (cell.State == CellState.Failed || cell.Pass == false))
            .OrderBy(cell => cell.Id)
            .Select(cell => new { cell.CasePosition, cell.CandidateId, cell.State, cell.Score, cell.AssertionsJson, cell.ErrorCode, cell.ErrorMessage })
            .ToListAsync(cancellationToken);
        return cells.GroupBy(cell => cell.CasePosition).ToDictionary(
            group => group.Key,
            group => group.GroupBy(cell => cell.CandidateId).ToDictionary(
                cell => candidates.Index().First(entry => entry.Item == cell.Key).Index,
                cell => cell.First() is { State: CellState.Failed } error ? $"{error.ErrorCode}: {error.ErrorMessage}" : Why(cell.First().AssertionsJson, cell.First().Score)));
    }

    private static string Why(string? assertions, double? score)
    {
        var failed = assertions is null ? null : JsonSerializer.Deserialize<IReadOnlyList<AssertionResult>>(assertions, JsonColumn.Options)!
            .FirstOrDefault(result => !result.Pass && result.Weight > 0);
        return failed is null ? $"The score of {FigureText.Score(score)} is below the threshold." : $"{failed.Type}: {failed.Reason}";
    }
}
