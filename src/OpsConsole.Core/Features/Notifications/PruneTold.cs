using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications.Model;

namespace OpsConsole.Core.Features.Notifications;

/// <summary>Takes away deliveries that are over and notifications that have grown old. Answers with how many of each.</summary>
public sealed class PruneTold(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, RetentionOptions retention, TimeProvider clock) : IUseCase
{
    public sealed record Pruned(int Deliveries, int Notifications);

    public async Task<Result<Pruned>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);

        var now = clock.GetUtcNow().UtcDateTime;
        var (deliveriesBefore, notificationsBefore) = (now.AddDays(-retention.DeliveryDays), now.AddDays(-retention.NotificationDays));
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var pruned = new Pruned(
            await context.WebhookDeliveries
                .Where(row => row.CreatedAt < deliveriesBefore && (row.State == DeliveryState.Delivered || row.State == DeliveryState.Failed))
                .ExecuteDeleteAsync(cancellationToken),
            await context.Notifications.Where(row => row.At < notificationsBefore).ExecuteDeleteAsync(cancellationToken));
        if (pruned != new Pruned(0, 0))
        {
            audit.Append(context, actor, new AuditEntry("retention.pruned", "retention", "notifications") { Details = new { deliveries = pruned.Deliveries, notifications = pruned.Notifications } });
            await context.SaveChangesAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return pruned;
    }
}
