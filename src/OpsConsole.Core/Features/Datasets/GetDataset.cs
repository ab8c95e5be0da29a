using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>One dataset and its versions, newest first, at most <see cref="ListedMost"/>.</summary>
public sealed class GetDataset(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int ListedMost = 500;

    public sealed record Details(
        string Key, string Name, DatasetKind Kind, string SystemKey, string SystemName, int LatestVersion, bool IsDemo, string CreatedBy, DateTime CreatedAt,
        IReadOnlyList<VersionItem> Versions)
    {
        /// <summary>Null while the dataset takes new versions.</summary>
        public Freeze? Frozen { get; init; }

        /// <summary>What the variables of new versions must conform to, JSON text; null asks nothing.</summary>
        public string? VariablesSchema { get; init; }

        /// <summary>What an editor of the schema saves over.</summary>
        public int Revision { get; init; }
    }

    public sealed record Freeze(string By, DateTime At, string Reason);

    /// <param name="Id">What a benchmark pins.</param>
    public sealed record VersionItem(
        int Id, int Number, int Cases, IReadOnlyList<string> Variables, string ChangeNote, string CreatedBy, DateTime CreatedAt, string ContentHash);

    public async Task<Result<Details>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var dataset = await context.Datasets.AsNoTracking().Include(row => row.System).SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (dataset is null)
            return DatasetErrors.NotFound(key);

        var versions = await context.DatasetVersions.Where(row => row.DatasetId == dataset.Id)
            .OrderByDescending(row => row.Number).Take(ListedMost)
            .Select(row => new VersionItem(row.Id, row.Number, row.CaseCount, row.Variables, row.ChangeNote, row.CreatedBy, row.CreatedAt, row.ContentHash))
            .ToListAsync(cancellationToken);
        return new Details(
            dataset.Key, dataset.Name, dataset.Kind, dataset.System!.Key, dataset.System.Name, dataset.LatestNumber, dataset.IsDemo,
            dataset.CreatedBy, dataset.CreatedAt, versions)
        {
            Frozen = dataset.FrozenAt is { } at ? new Freeze(dataset.FrozenBy!, at, dataset.FrozenReason!) : null,
            VariablesSchema = dataset.VariablesSchema,
            Revision = dataset.Revision,
        };
    }
}
