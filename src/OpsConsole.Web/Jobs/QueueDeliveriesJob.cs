using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications.Webhooks;

namespace OpsConsole.Web.Jobs;

/// <summary>Looks for events that webhooks are to be told of, and has them sent without waiting for the next minute.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class QueueDeliveriesJob(QueueDeliveries queue, IBackgroundJobClient jobs)
{
    [DisplayName("Queue webhook deliveries")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var queued = await queue.HandleAsync(Actor.System("webhooks"), cancellationToken);
        if (queued.Value > 0)
            jobs.Enqueue<SendDeliveriesJob>(job => job.RunAsync(CancellationToken.None));
    }
}
