using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>Where a case stands among the rows of the matrix that are shown, so that a reader can walk through them. Reads rows, never cells.</summary>
public sealed class GetRunCaseNeighbours(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Query(int RunId, string CaseKey, CaseMode Mode = CaseMode.All, string? Search = null);

    /// <param name="Index">1 for the first; null when the mode or the search does not show the case.</param>
    /// <param name="Total">Rows that mode and search admit.</param>
    public sealed record Neighbours(string? Previous, string? Next, int? Index, int Total);

    public async Task<Result<Neighbours>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var here = await context.RunCases.Where(row => row.RunId == query.RunId && row.CaseKey == query.CaseKey).Select(row => (int?)row.Position).SingleOrDefaultAsync(cancellationToken);
        if (here is not { } position)
        {
            return Error.NotFound("runs.case-not-found", $"{Run.KeyOf(query.RunId)} has no case '{query.CaseKey}'.");
        }

        var rows = ListRunCases.Shown(context, query.RunId, query.Mode, query.Search);
        var previous = await rows.Where(row => row.Position < position).OrderByDescending(row => row.Position).Select(row => row.CaseKey).FirstOrDefaultAsync(cancellationToken);
        var next = await rows.Where(row => row.Position > position).OrderBy(row => row.Position).Select(row => row.CaseKey).FirstOrDefaultAsync(cancellationToken);
        var before = await rows.CountAsync(row => row.Position < position, cancellationToken);
        var shown = await rows.AnyAsync(row => row.Position == position, cancellationToken);
        return new Neighbours(previous, next, shown ? before + 1 : null, await rows.CountAsync(cancellationToken));
    }
}
