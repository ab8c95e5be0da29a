using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;

namespace OpsConsole.Web.Jobs;

/// <summary>Ends what time has ended: unanswered requests, unused approvals, break-glass; marks what has gone stale; reminds.</summary>
[AutomaticRetry(Attempts = 0)]
[DisableConcurrentExecution(30)]
public sealed class SweepReleasesJob(SweepReleases sweep)
{
    [DisplayName("Sweep releases")]
    public Task RunAsync(CancellationToken cancellationToken) => sweep.HandleAsync(Actor.System("releases"), cancellationToken);
}
