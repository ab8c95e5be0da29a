using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>Sends one <c>webhook.test</c> at once and tells what came of it. It stands in the delivery log as any other, and is tried once.</summary>
public sealed class TestWebhook(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, DeliveryAttempt attempt, WebhookOptions options, TimeProvider clock) : IUseCase
{
    public async Task<Result<DeliveryOutcome>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (WebhookKeys.Parse(key) is not { } id || !await context.Webhooks.AnyAsync(row => row.Id == id, cancellationToken))
            return WebhookErrors.NotFound(key);

        var delivery = Delivery(id, actor);
        context.WebhookDeliveries.Add(delivery);
        audit.Append(context, actor, new AuditEntry("webhook.tested", "webhook", WebhookKeys.Of(id)));
        await context.SaveChangesAsync(cancellationToken);
        return await attempt.MakeNowAsync(delivery.Id, once: true, cancellationToken) is { } made ? made.Outcome : WebhookErrors.UnderWay(delivery.Id);
    }

    // Without a next attempt no job takes it.
    private WebhookDelivery Delivery(int webhookId, Actor actor)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var told = new AuditEvent
        {
            EventId = Guid.NewGuid(),
            At = now,
            ActorId = actor.Id,
            ActorName = actor.Name,
            ActorKind = actor.Kind,
            Action = WebhookEvents.Test,
            ObjectKind = "webhook",
            ObjectKey = WebhookKeys.Of(webhookId),
            PayloadJson = "{}",
        };
        return new WebhookDelivery { WebhookId = webhookId, EventId = told.EventId, Action = told.Action, Body = EventBody.Of(told, options.ConsoleUrl), CreatedAt = now };
    }
}
