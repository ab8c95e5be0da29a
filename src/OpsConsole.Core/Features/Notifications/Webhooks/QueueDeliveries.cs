using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>
/// Writes a delivery for each new event that a webhook is to be told of; answers with their number. An event is written once for a webhook, however
/// often and on how many nodes this runs.
/// </summary>
public sealed class QueueDeliveries(IDbContextFactory<OpsDbContext> contexts, WebhookOptions options, TimeProvider clock) : IUseCase
{
    private const int PageSize = 500;

    private sealed record Target(int Id, IReadOnlyList<string> Events, DateTime ScannedUntil)
    {
        public DateTime Since => EventScan.LooksBackTo(ScannedUntil);

        public bool Wants(AuditEvent told) => told.At >= Since && (Events.Count > 0 ? Events : WebhookEvents.All).Contains(told.Action);
    }

    public async Task<Result<int>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var targets = await context.Webhooks.Where(row => row.Enabled).Select(row => new Target(row.Id, row.Events, row.ScannedUntil)).ToListAsync(cancellationToken);
        if (targets.Count == 0)
            return 0;

        // The mark moves to when the looking began: what is saved meanwhile belongs to the next look.
        var started = clock.GetUtcNow().UtcDateTime;
        var written = await QueueAsync(context, targets, cancellationToken);
        var looked = targets.Select(target => target.Id).ToList();
        await context.Webhooks.Where(row => looked.Contains(row.Id) && row.ScannedUntil < started)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.ScannedUntil, started), cancellationToken);
        return written;
    }

    /// <summary>Backwards from the newest event, page by page, until all of a page is older than what is looked for: the log has an order, but no index by time.</summary>
    private async Task<int> QueueAsync(OpsDbContext context, List<Target> targets, CancellationToken cancellationToken)
    {
        var since = targets.Min(target => target.Since);
        var written = 0;
        for (var before = long.MaxValue; ;)
        {
            var page = await context.AuditEvents.AsNoTracking().Where(row => row.Id < before).OrderByDescending(row => row.Id).Take(PageSize).ToListAsync(cancellationToken);
            page.Reverse();
            var wanted = targets.SelectMany(target => page.Where(target.Wants).Select(told => (target.Id, told))).ToList();
            if (wanted.Count > 0)
                written += await contexts.RetryOnConflictAsync(fresh => WriteAsync(fresh, wanted, cancellationToken), cancellationToken);
            if (page.Count < PageSize || page.TrueForAll(row => row.At < since))
                return written;

            before = page[0].Id;
        }
    }

    private async Task<int> WriteAsync(OpsDbContext context, List<(int Webhook, AuditEvent Told)> wanted, CancellationToken cancellationToken)
    {
        var ids = wanted.Select(each => each.Told.EventId).Distinct().ToList();
        var known = await context.WebhookDeliveries.Where(row => ids.Contains(row.EventId)).Select(row => new { row.WebhookId, row.EventId }).ToListAsync(cancellationToken);
        var written = known.Select(row => (row.WebhookId, row.EventId)).ToHashSet();
        var now = clock.GetUtcNow().UtcDateTime;
        var added = wanted.Where(each => !written.Contains((each.Webhook, each.Told.EventId))).Select(each => new WebhookDelivery
        {
            WebhookId = each.Webhook,
            EventId = each.Told.EventId,
            Action = each.Told.Action,
            Body = EventBody.Of(each.Told, options.ConsoleUrl),
            CreatedAt = now,
            NextAttemptAt = now,
        }).ToList();
        context.WebhookDeliveries.AddRange(added);
        await context.SaveChangesAsync(cancellationToken);
        return added.Count;
    }
}
