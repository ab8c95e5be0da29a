using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>Tells an address of events from now on. Answers with its key.</summary>
public sealed class CreateWebhook(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, WebhookOptions options, TimeProvider clock) : IUseCase
{
    /// <summary>Each is looked at every minute, and all of them stand in one list.</summary>
    public const int Most = 500;

    public async Task<Result<string>> HandleAsync(WebhookFacts facts, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);
        facts = facts.Tidy();
        if (facts.Fault(options) is { } fault)
            return fault;

        var now = clock.GetUtcNow().UtcDateTime;
        var webhook = new Webhook
        {
            Name = facts.Name,
            Url = facts.Url,
            SecretRef = facts.SecretRef,
            Events = facts.Events,
            Enabled = facts.Enabled,
            ScannedUntil = EventScan.StartingAt(now),
            CreatedAt = now,
            CreatedBy = actor.Name,
        };

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Webhooks.CountAsync(cancellationToken) >= Most)
            return WebhookErrors.TooMany;

        // The event names the webhook by its number, which the first save gives it: two saves, one transaction.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.Webhooks.Add(webhook);
        await context.SaveChangesAsync(cancellationToken);
        var key = WebhookKeys.Of(webhook.Id);
        audit.Append(context, actor, new AuditEntry("webhook.created", "webhook", key) { Details = facts.Told });
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return key;
    }
}
