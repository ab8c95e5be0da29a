using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications.Model;

namespace OpsConsole.Core.Features.Notifications;

/// <summary>What the reader was told: the unread first, then the rest, each newest first. Nobody sees somebody else's.</summary>
public sealed class ListNotifications(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    private const char Unread = 'u';
    private const char Read = 'r';

    /// <param name="After">The <c>next</c> of the slice before.</param>
    public sealed record Query(string? After = null, int Limit = Page.DefaultLimit);

    public sealed record Item(int Id, string Title, string Href, DateTime At, bool IsRead);

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        if (query.After is not null && Place(query.After) is null)
            return Error.Invalid("notifications.after", "after must be the next of the slice before.");

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var items = await Behind(context.Notifications.Where(row => row.PersonId == actor.Id), query.After)
            .OrderBy(row => row.ReadAt != null).ThenByDescending(row => row.Id).Take(limit + 1)
            .Select(row => new Item(row.Id, row.Title, row.Href, row.At, row.ReadAt != null))
            .ToListAsync(cancellationToken);
        return Page.From(items, limit, item => string.Create(CultureInfo.InvariantCulture, $"{(item.IsRead ? Read : Unread)}{item.Id}"));
    }

    private static IQueryable<Notification> Behind(IQueryable<Notification> rows, string? after) => after is null || Place(after) is not { } id ? rows
        : after[0] == Unread ? rows.Where(row => (row.ReadAt == null && row.Id < id) || row.ReadAt != null)
        : rows.Where(row => row.ReadAt != null && row.Id < id);

    private static int? Place(string after) =>
        after is [Unread or Read, ..] && int.TryParse(after.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
