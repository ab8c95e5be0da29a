using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications.Webhooks;

namespace OpsConsole.Web.Jobs;

/// <summary>Sends the webhook deliveries that are due. Each keeps its own time of the next attempt, so a job that fails is not repeated by Hangfire.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SendDeliveriesJob(SendDeliveries send, IBackgroundJobClient jobs)
{
    /// <summary>A little more than the first wait, which is shorter than the minute of the schedule.</summary>
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(11);

    [DisplayName("Send webhook deliveries")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var sent = await send.HandleAsync(Actor.System("webhooks"), cancellationToken);
        if (sent.Value.FailedAtFirst > 0)
            jobs.Schedule<SendDeliveriesJob>(job => job.RunAsync(CancellationToken.None), Soon);
    }
}
