using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>The columns a grid of cases may be sorted by.</summary>
public enum CaseSort
{
    Position,
    Key,
    Title,
}

/// <summary>A page of the cases of one version.</summary>
public sealed class ListCases(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Version">Null takes the newest.</param>
    /// <param name="Search">Part of an id, a title or a variable.</param>
    /// <param name="Tag">Exactly this tag.</param>
    /// <param name="Split">Exactly this split.</param>
    public sealed record Query(
        string DatasetKey, int? Version = null, string? Search = null, string? Tag = null,
        int Offset = 0, int Limit = 50, CaseSort Sort = CaseSort.Position, bool Descending = false, string? Split = null);

    public sealed record Item(
        int Position, string Key, string Title, IReadOnlyList<string> Expected, IReadOnlyList<string> Tags, int Assertions, string? Split, CaseOrigin? Origin);

    public async Task<Result<GridPage<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await DatasetVersions.FindAsync(context, query.DatasetKey, query.Version, cancellationToken);
        if (!version.IsOk)
            return version.Error;

        var cases = CaseFilter.Of(context, version.Value.Id, query.Search, query.Tag, query.Split);
        var rows = await Sorted(cases, query.Sort, query.Descending)
            .Skip(Math.Max(0, query.Offset))
            .Take(Page.Limit(query.Limit))
            .Select(row => new { row.Position, row.Key, row.Title, row.Expected, row.Tags, row.Assertions, row.Split, row.Origin })
            .ToListAsync(cancellationToken);
        return new GridPage<Item>(
            [.. rows.Select(row => new Item(row.Position, row.Key, row.Title, row.Expected, row.Tags, row.Assertions.Count, row.Split, row.Origin))],
            await cases.CountAsync(cancellationToken));
    }

    private static IOrderedQueryable<DatasetCase> Sorted(IQueryable<DatasetCase> cases, CaseSort sort, bool descending) => (sort, descending) switch
    {
        (CaseSort.Key, false) => cases.OrderBy(row => row.Key),
        (CaseSort.Key, true) => cases.OrderByDescending(row => row.Key),
        (CaseSort.Title, false) => cases.OrderBy(row => row.Title).ThenBy(row => row.Position),
        (CaseSort.Title, true) => cases.OrderByDescending(row => row.Title).ThenBy(row => row.Position),
        (_, false) => cases.OrderBy(row => row.Position),
        (_, true) => cases.OrderByDescending(row => row.Position),
    };
}
