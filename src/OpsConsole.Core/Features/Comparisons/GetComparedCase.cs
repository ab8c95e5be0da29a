using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>One case under every candidate of a comparison, whatever runs they come from. Two queries.</summary>
public sealed class GetComparedCase(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Candidates">In the order of the comparison's columns.</param>
    /// <param name="BaselineRunId">Whose dataset version tells what the case asks.</param>
    public sealed record Query(IReadOnlyList<CandidateChoice> Candidates, int BaselineRunId, string CaseKey);

    /// <param name="Case">The positions of its cells are those of the comparison's columns.</param>
    public sealed record Detail(GetRunCase.Detail Case, CaseOrigin? Origin);

    public async Task<Result<Detail>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var runIds = query.Candidates.Select(candidate => candidate.RunId).Distinct().ToList();
        var found = await context.DatasetCases.AsNoTracking()
            .Where(row => row.Key == query.CaseKey && context.Runs.Any(run => run.Id == query.BaselineRunId && run.DatasetVersionId == row.DatasetVersionId))
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return CompareErrors.CaseNotFound(query.CaseKey);
        }


        // From the case to its cells: the other way round every cell of ten runs would be looked at.
        var cells = await (
            from run in context.Runs.AsNoTracking()
            where runIds.Contains(run.Id)
            join entry in context.DatasetCases on new { run.DatasetVersionId, Key = query.CaseKey } equals new { entry.DatasetVersionId, entry.Key }
            join cell in context.RunCells on new { RunId = run.Id, CasePosition = entry.Position } equals new { cell.RunId, cell.CasePosition }
            select new { Cell = cell, cell.Candidate!.Position }).ToListAsync(cancellationToken);
        var columns = query.Candidates.Index().ToDictionary(entry => (entry.Item.RunId, entry.Item.Position ?? 0), entry => entry.Index);
        return new Detail(
            new GetRunCase.Detail(
                found.Id, found.Key, found.Position, found.Title, found.VariablesJson, found.Expected, found.Tags,
                [
                    .. cells.Where(row => columns.ContainsKey((row.Cell.RunId, row.Position)))
                        .Select(row => GetRunCase.CellOf(row.Cell, columns[(row.Cell.RunId, row.Position)]))
                        .OrderBy(cell => cell.CandidatePosition).ThenBy(cell => cell.Repeat),
                ]),
            found.Origin);
    }
}
