using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications.Model;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>Every webhook, oldest first, with what waits and what failed. There are at most <see cref="CreateWebhook.Most"/>.</summary>
public sealed class ListWebhooks(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Item(int Id, string Name, string Url, bool Enabled, IReadOnlyList<string> Events, int Pending, int Failed, DateTime? DeliveredAt)
    {
        public string Key => WebhookKeys.Of(Id);
    }

    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Webhooks.OrderBy(row => row.Id).Take(CreateWebhook.Most)
            .Select(row => new Item(
                row.Id, row.Name, row.Url, row.Enabled, row.Events,
                context.WebhookDeliveries.Count(delivery => delivery.WebhookId == row.Id && delivery.State == DeliveryState.Pending),
                context.WebhookDeliveries.Count(delivery => delivery.WebhookId == row.Id && delivery.State == DeliveryState.Failed),
                context.WebhookDeliveries.Where(delivery => delivery.WebhookId == row.Id).Max(delivery => delivery.DeliveredAt)))
            .ToListAsync(cancellationToken);
    }
}
