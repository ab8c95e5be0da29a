using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications;

namespace OpsConsole.Web.Jobs;

/// <summary>Each night: deliveries and notifications that are older than their days.</summary>
[AutomaticRetry(Attempts = 0)]
[DisableConcurrentExecution(30)]
public sealed class PruneToldJob(PruneTold prune)
{
    [DisplayName("Prune deliveries and notifications")]
    public Task RunAsync(CancellationToken cancellationToken) => prune.HandleAsync(Actor.System("retention"), cancellationToken);
}
