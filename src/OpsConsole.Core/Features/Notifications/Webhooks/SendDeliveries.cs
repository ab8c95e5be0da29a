using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>
/// Sends what is due. Several webhooks at once, each one's deliveries in the order of their events; a target that does not answer keeps only its own
/// deliveries waiting.
/// </summary>
public sealed class SendDeliveries(IDbContextFactory<OpsDbContext> contexts, DeliveryAttempt attempt, TimeProvider clock) : IUseCase
{
    private const int AtOnce = 4;
    private const int MostOfAWebhook = 50;

    /// <param name="FailedAtFirst">The first attempt came to nothing: these are due again within seconds.</param>
    public sealed record Sent(int Arrived, int Failed, int FailedAtFirst);

    public async Task<Result<Sent>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.WebhooksWrite))
            return Error.Denied(Permission.WebhooksWrite);

        List<int> webhooks;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
            webhooks = await Due(context).Select(row => row.WebhookId).Distinct().OrderBy(id => id).Take(CreateWebhook.Most).ToListAsync(cancellationToken);

        var made = new ConcurrentBag<DeliveryAttempt.Made>();
        await Parallel.ForEachAsync(
            webhooks, new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken }, (webhook, stopping) => SendAsync(webhook, made, stopping));
        return new Sent(
            made.Count(each => each.Outcome.Arrived), made.Count(each => !each.Outcome.Arrived), made.Count(each => each is { Number: 1, Outcome.Arrived: false }));
    }

    private async ValueTask SendAsync(int webhookId, ConcurrentBag<DeliveryAttempt.Made> made, CancellationToken cancellationToken)
    {
        List<int> deliveries;
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            deliveries = await Due(context).Where(row => row.WebhookId == webhookId)
                .OrderBy(row => row.Id).Take(MostOfAWebhook).Select(row => row.Id).ToListAsync(cancellationToken);
        }

        foreach (var delivery in deliveries)
        {
            if (await attempt.MakeDueAsync(delivery, cancellationToken) is not { } each)
                continue;

            made.Add(each);

            // Nobody answers there: the others would wait as long, one after the other.
            if (each.Outcome is { Arrived: false, Status: null })
                return;
        }
    }

    private IQueryable<WebhookDelivery> Due(OpsDbContext context)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return context.WebhookDeliveries.Where(row => row.State == DeliveryState.Pending && row.NextAttemptAt <= now && row.Webhook!.Enabled);
    }
}
