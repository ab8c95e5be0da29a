using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Datasets.Compare;

/// <summary>
/// What two versions of a dataset say differently: how many cases of each kind, and a page of them. Both versions are read whole, in one query each;
/// words are compared only for the page.
/// </summary>
public sealed class DiffDatasetVersions(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Kind">Only changes of this kind.</param>
    /// <param name="Search">Part of an id or title.</param>
    public sealed record Query(string DatasetKey, int From, int To, CaseChangeKind? Kind = null, string? Search = null, int Offset = 0, int Limit = 50);

    public sealed record Side(int Number, int Cases, string ChangeNote, string CreatedBy, DateTime CreatedAt);

    /// <param name="Moved">Only elsewhere, with nothing else changed.</param>
    public sealed record Counts(int Added, int Changed, int Removed, int Moved, int Same)
    {
        public int Different => Added + Changed + Removed + Moved;
    }

    /// <param name="Total">Changes behind the filter.</param>
    public sealed record Difference(Side From, Side To, Counts Counts, IReadOnlyList<CaseChange> Items, int Total);

    public async Task<Result<Difference>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var versions = await context.DatasetVersions.AsNoTracking()
            .Where(row => row.Dataset!.Key == query.DatasetKey && (row.Number == query.From || row.Number == query.To))
            .ToListAsync(cancellationToken);
        if (versions.Find(row => row.Number == query.From) is not { } old)
            return await MissingAsync(context, query.DatasetKey, query.From, cancellationToken);
        if (versions.Find(row => row.Number == query.To) is not { } now)
            return DatasetErrors.VersionNotFound(query.DatasetKey, query.To);

        var before = await DatasetVersions.CasesAsync(context, old.DatasetId, old.Number, cancellationToken);
        var after = old.Number == now.Number ? before : await DatasetVersions.CasesAsync(context, now.DatasetId, now.Number, cancellationToken);
        var pairs = CasePair.Of(before, after);
        var counts = new Counts(CountOf(CaseChangeKind.Added), CountOf(CaseChangeKind.Changed), CountOf(CaseChangeKind.Removed), CountOf(CaseChangeKind.Moved), pairs.Count(pair => pair.Kind is null));
        var shown = pairs.Where(pair => pair.Kind is { } kind && (query.Kind is null || kind == query.Kind) && Matches(pair, query.Search)).ToList();
        return new Difference(
            SideOf(old), SideOf(now), counts,
            [.. shown.Skip(Math.Max(0, query.Offset)).Take(Page.Limit(query.Limit)).Select(pair => pair.Compare())],
            shown.Count);

        int CountOf(CaseChangeKind kind) => pairs.Count(pair => pair.Kind == kind);
    }

    private static bool Matches(CasePair pair, string? search) =>
        string.IsNullOrWhiteSpace(search)
        || pair.Shown.Key.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase)
        || pair.Shown.Title.Contains(search.Trim(), StringComparison.OrdinalIgnoreCase);

    private static async Task<Error> MissingAsync(OpsDbContext context, string key, int number, CancellationToken cancellationToken) =>
        await context.Datasets.AnyAsync(row => row.Key == key, cancellationToken) ? DatasetErrors.VersionNotFound(key, number) : DatasetErrors.NotFound(key);

    private static Side SideOf(Model.DatasetVersion version) => new(version.Number, version.CaseCount, version.ChangeNote, version.CreatedBy, version.CreatedAt);
}
