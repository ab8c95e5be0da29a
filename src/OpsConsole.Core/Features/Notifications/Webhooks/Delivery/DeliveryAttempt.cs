using System.Linq.Expressions;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications.Model;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>
/// One attempt at one delivery. It is counted and its successor set before anything is sent: a process that dies under way has used it up, and two
/// that want the same delivery cannot both have it.
/// </summary>
public sealed class DeliveryAttempt(IDbContextFactory<OpsDbContext> contexts, WebhookSender sender, TimeProvider clock)
{
    /// <param name="Number">Counts from 1.</param>
    public sealed record Made(int Number, DeliveryOutcome Outcome);

    /// <summary>As a job does it: only where the delivery is due. Null when it is not, or somebody else has it; one under way on another node is not due.</summary>
    public Task<Made?> MakeDueAsync(int deliveryId, CancellationToken cancellationToken)
    {
        var now = Later(TimeSpan.Zero);
        return MakeAsync(deliveryId, row => row.NextAttemptAt <= now, once: false, cancellationToken);
    }

    /// <summary>As a person asks for it, due or not. Null when somebody else has just taken it, or it waits no longer.</summary>
    /// <param name="once">No other attempt follows.</param>
    public Task<Made?> MakeNowAsync(int deliveryId, bool once, CancellationToken cancellationToken) => MakeAsync(deliveryId, row => true, once, cancellationToken);

    private async Task<Made?> MakeAsync(int deliveryId, Expression<Func<WebhookDelivery, bool>> due, bool once, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.WebhookDeliveries
            .Where(row => row.Id == deliveryId && row.State == DeliveryState.Pending)
            .Where(due)
            .Select(row => new { row.Attempts, Parcel = new WebhookSender.Parcel(row.Id, row.Action, row.Body, row.Webhook!.Url, row.Webhook.SecretRef) })
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
            return null;

        var number = found.Attempts + 1;
        var wait = once ? null : Attempts.WaitAfter(number);
        var lost = Later(wait > Attempts.Lease ? wait.Value : Attempts.Lease);
        var mine = context.WebhookDeliveries.Where(row => row.Id == deliveryId && row.State == DeliveryState.Pending);
        var taken = await mine.Where(row => row.Attempts == found.Attempts)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.Attempts, number).SetProperty(row => row.NextAttemptAt, lost), cancellationToken);
        if (taken == 0)
            return null;

        var outcome = await sender.SendAsync(found.Parcel, cancellationToken);
        await RecordAsync(mine.Where(row => row.Attempts == number), outcome, wait);
        return new Made(number, outcome);
    }

    // What has been sent is written down, even where the process is just being stopped.
    private Task<int> RecordAsync(IQueryable<WebhookDelivery> delivery, DeliveryOutcome outcome, TimeSpan? wait)
    {
        var state = outcome.Arrived ? DeliveryState.Delivered : wait is null ? DeliveryState.Failed : DeliveryState.Pending;
        DateTime? arrived = outcome.Arrived ? Later(TimeSpan.Zero) : null;
        DateTime? next = state == DeliveryState.Pending && wait is { } pause ? Later(pause) : null;
        return delivery.ExecuteUpdateAsync(
            set => set
                .SetProperty(row => row.State, state)
                .SetProperty(row => row.DeliveredAt, arrived)
                .SetProperty(row => row.NextAttemptAt, next)
                .SetProperty(row => row.LastStatus, outcome.Status)
                .SetProperty(row => row.LastError, outcome.Error),
            CancellationToken.None);
    }

    private DateTime Later(TimeSpan wait) => clock.GetUtcNow().UtcDateTime + wait;
}
