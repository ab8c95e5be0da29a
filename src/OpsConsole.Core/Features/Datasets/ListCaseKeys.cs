using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>The ids of all cases that a filter shows, in order: what a change to all of them is made of.</summary>
public sealed class ListCaseKeys(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Query(string DatasetKey, int? Version = null, string? Search = null, string? Tag = null, string? Split = null);

    public async Task<Result<IReadOnlyList<string>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var version = await DatasetVersions.FindAsync(context, query.DatasetKey, query.Version, cancellationToken);
        if (!version.IsOk)
            return version.Error;

        return await CaseFilter.Of(context, version.Value.Id, query.Search, query.Tag, query.Split).OrderBy(row => row.Position).Select(row => row.Key).ToListAsync(cancellationToken);
    }
}
