using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>The tags and splits of a version with how many cases each has: what a filter offers.</summary>
public sealed class GetCaseGroups(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <summary>Tags listed; a dataset with more has them as free text.</summary>
    public const int ListedMost = 200;

    /// <param name="Version">Null takes the newest.</param>
    public sealed record Query(string DatasetKey, int? Version = null);

    public sealed record Group(string Name, int Cases);

    /// <param name="Tags">The commonest first.</param>
    /// <param name="Splits">By name; cases in none are not listed.</param>
    public sealed record Groups(IReadOnlyList<Group> Tags, IReadOnlyList<Group> Splits);

    public async Task<Result<Groups>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await DatasetVersions.FindAsync(context, query.DatasetKey, query.Version, cancellationToken);
        if (!version.IsOk)
            return version.Error;

        var rows = await context.DatasetCases.AsNoTracking().Where(row => row.DatasetVersionId == version.Value.Id).Select(row => new { row.Tags, row.Split }).ToListAsync(cancellationToken);
        return new Groups(
            [.. Count(rows.SelectMany(row => row.Tags)).OrderByDescending(group => group.Cases).ThenBy(group => group.Name, StringComparer.Ordinal).Take(ListedMost)],
            [.. Count(rows.Select(row => row.Split).OfType<string>()).OrderBy(group => group.Name, StringComparer.Ordinal)]);
    }

    private static IEnumerable<Group> Count(IEnumerable<string> names) => names.CountBy(name => name).Select(pair => new Group(pair.Key, pair.Value));
}
