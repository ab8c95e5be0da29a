using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>Restates a webhook. One that is switched on again hears of what happens from then on, not of what it missed.</summary>
public sealed class UpdateWebhook(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, WebhookOptions options, TimeProvider clock) : IUseCase
{
    public sealed record Command(string Key, int ExpectedRevision, WebhookFacts Facts);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var webhook = WebhookKeys.Parse(command.Key) is { } id ? await context.Webhooks.SingleOrDefaultAsync(row => row.Id == id, cancellationToken) : null;
        if (webhook is null)
            return WebhookErrors.NotFound(command.Key);
        var facts = command.Facts.Tidy();
        if (facts.Fault(options, webhook) is { } fault)
            return fault;

        if (facts.Enabled && !webhook.Enabled)
            webhook.ScannedUntil = EventScan.StartingAt(clock.GetUtcNow().UtcDateTime);
        (webhook.Name, webhook.Url, webhook.SecretRef, webhook.Events, webhook.Enabled) = (facts.Name, facts.Url, facts.SecretRef, facts.Events, facts.Enabled);
        audit.Append(context, actor, new AuditEntry("webhook.changed", "webhook", WebhookKeys.Of(webhook.Id)) { Details = facts.Told });
        return await context.SaveRevisionAsync(webhook, command.ExpectedRevision, cancellationToken) is { } changed ? changed : Result.Ok;
    }
}
