using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>Tries a delivery once more by hand, at once: one that was given up, or one that still waits for its next attempt.</summary>
public sealed class RetryDelivery(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, DeliveryAttempt attempt) : IUseCase
{
    public async Task<Result<DeliveryOutcome>> HandleAsync(int deliveryId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var delivery = await context.WebhookDeliveries.SingleOrDefaultAsync(row => row.Id == deliveryId, cancellationToken);
        if (delivery is null)
            return WebhookErrors.DeliveryNotFound(deliveryId);
        if (delivery.State == DeliveryState.Delivered)
            return WebhookErrors.Arrived(deliveryId);

        delivery.State = DeliveryState.Pending;
        audit.Append(context, actor, new AuditEntry("webhook.retried", "webhook", WebhookKeys.Of(delivery.WebhookId)) { Details = new { delivery = deliveryId, eventId = delivery.EventId } });
        await context.SaveChangesAsync(cancellationToken);
        return await attempt.MakeNowAsync(deliveryId, once: delivery.Action == WebhookEvents.Test, cancellationToken) is { } made ? made.Outcome : WebhookErrors.UnderWay(deliveryId);
    }
}
