using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Datasets by key, of one system or of all, each with its newest version.</summary>
public sealed class ListDatasets(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="SystemKey">Only datasets of this system.</param>
    /// <param name="Search">Part of a key or a name.</param>
    /// <param name="After">The last key of the slice before.</param>
    public sealed record Query(string? SystemKey = null, string? Search = null, string? After = null, int Limit = Page.DefaultLimit);

    /// <param name="LatestVersion">0 before the first.</param>
    public sealed record Item(
        string Key, string Name, DatasetKind Kind, string SystemKey, string SystemName,
        int LatestVersion, int Cases, string? ChangedBy, DateTime? ChangedAt, string? ChangeNote, bool IsDemo)
    {
        /// <summary>Takes no new version.</summary>
        public bool IsFrozen { get; init; }
    }

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var datasets = context.Datasets.Matching(query.Search, row => row.Key, row => row.Name).After(row => row.Key, query.After);
        if (query.SystemKey is { } system)
            datasets = datasets.Where(row => row.System!.Key == system);

        var items = await datasets.OrderBy(row => row.Key).Take(limit + 1)
            .LeftJoin(
                context.DatasetVersions,
                dataset => new { DatasetId = dataset.Id, Number = dataset.LatestNumber },
                version => new { version.DatasetId, version.Number },
                (dataset, version) => new { Dataset = dataset, Latest = version })
            .OrderBy(row => row.Dataset.Key)
            .Select(row => new Item(
                row.Dataset.Key, row.Dataset.Name, row.Dataset.Kind, row.Dataset.System!.Key, row.Dataset.System.Name, row.Dataset.LatestNumber,
                (int?)row.Latest!.CaseCount ?? 0, row.Latest.CreatedBy, (DateTime?)row.Latest.CreatedAt, row.Latest.ChangeNote, row.Dataset.IsDemo)
            {
                IsFrozen = row.Dataset.FrozenAt != null,
            })
            .ToListAsync(cancellationToken);
        return Page.From(items, limit, item => item.Key);
    }
}
