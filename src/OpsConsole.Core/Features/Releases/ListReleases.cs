using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Releases, newest first: of all prompts, of one, of one label, or only those that are open.</summary>
public sealed class ListReleases(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="After">The id of the last row of the slice before.</param>
    /// <param name="Search">Part of a prompt's key.</param>
    public sealed record Query(
        string? PromptKey = null, string? SystemKey = null, string? Label = null, IReadOnlyList<ReleaseState>? States = null, int? After = null, int Limit = Page.DefaultLimit,
        string? Search = null, int? Tier = null);

    public sealed record Item(
        int Id, string PromptKey, string SystemKey, string SystemName, int Version, string Label, ReleaseKind Kind, ReleaseState State, int Tier, string RequestedByName, DateTime RequestedAt,
        DateTime? LiveAt, DateTime? EndedAt, string? EndReason, int? Percent, bool IsStale, string Note)
    {
        public string Key => Release.KeyOf(Id);
    }

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var rows = context.Releases.AsNoTracking().Matching(query.Search, row => row.Prompt!.Key);
        if (query.PromptKey is { } prompt)
            rows = rows.Where(row => row.Prompt!.Key == prompt);
        if (query.SystemKey is { } system)
            rows = rows.Where(row => row.Prompt!.System!.Key == system);
        if (query.Label is { } label)
            rows = rows.Where(row => row.Label == label);
        if (query.States is { } states)
            rows = rows.Where(row => states.Contains(row.State));
        if (query.Tier is { } tier)
            rows = rows.Where(row => row.Tier == tier);
        if (query.After is { } after)
            rows = rows.Where(row => row.Id < after);
        var items = await rows.OrderByDescending(row => row.Id).Take(limit + 1)
            .Select(row => new Item(
                row.Id, row.Prompt!.Key, row.Prompt.System!.Key, row.Prompt.System.Name, row.Version!.Number, row.Label, row.Kind, row.State, row.Tier, row.RequestedByName, row.RequestedAt,
                row.LiveAt, row.EndedAt, row.EndReason, row.Percent, row.StaleReason != null, row.Note))
            .ToListAsync(cancellationToken);
        return Page.From(items, limit, item => item.Id.ToString(System.Globalization.CultureInfo.InvariantCulture));
    }
}
