using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai.Secrets;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>One webhook, whether it can be sent from here, and a slice of its delivery log, newest first.</summary>
public sealed class GetWebhook(IDbContextFactory<OpsDbContext> contexts, WebhookOptions options, ISecretResolver secrets) : IUseCase
{
    /// <param name="State">Only deliveries in this state.</param>
    /// <param name="After">The <c>next</c> of the slice before.</param>
    public sealed record Query(string Key, DeliveryState? State = null, string? After = null, int Limit = Page.DefaultLimit);

    /// <param name="Blocked">Why nothing can be sent there now; null where it can.</param>
    /// <param name="HasSecret">Whether there is a value behind its secret reference in this process.</param>
    public sealed record Details(
        string Key, int Revision, WebhookFacts Facts, string? Blocked, bool HasSecret, string CreatedBy, DateTime CreatedAt, int Pending, int Failed, Page<DeliveryItem> Deliveries);

    public sealed record DeliveryItem(
        int Id, Guid EventId, string Action, DeliveryState State, int Attempts, DateTime CreatedAt, DateTime? NextAttemptAt, DateTime? DeliveredAt, int? Status, string? Error);

    public async Task<Result<Details>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);
        var before = int.MaxValue;
        if (query.After is not null && !int.TryParse(query.After, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Error.Invalid("webhooks.after", "after must be the next of the slice before.");

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var webhook = WebhookKeys.Parse(query.Key) is { } id ? await context.Webhooks.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
        if (webhook is null)
            return WebhookErrors.NotFound(query.Key);

        var all = context.WebhookDeliveries.Where(row => row.WebhookId == webhook.Id);
        var limit = Page.Limit(query.Limit);
        var asked = query.State is { } state ? all.Where(row => row.State == state) : all;
        var items = await asked.Where(row => row.Id < before).OrderByDescending(row => row.Id).Take(limit + 1)
            .Select(row => new DeliveryItem(
                row.Id, row.EventId, row.Action, row.State, row.Attempts, row.CreatedAt, row.NextAttemptAt, row.DeliveredAt, row.LastStatus, row.LastError))
            .ToListAsync(cancellationToken);
        return new Details(
            WebhookKeys.Of(webhook.Id), webhook.Revision, WebhookFacts.Of(webhook), options.Fault(webhook.Url), secrets.Resolve(webhook.SecretRef) is not null,
            webhook.CreatedBy, webhook.CreatedAt,
            await all.CountAsync(row => row.State == DeliveryState.Pending, cancellationToken),
            await all.CountAsync(row => row.State == DeliveryState.Failed, cancellationToken),
            Page.From(items, limit, item => item.Id.ToString(CultureInfo.InvariantCulture)));
    }
}
