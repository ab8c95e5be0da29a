using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Web.Jobs;

/// <summary>Resumes what a crash or a restart left unfinished.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class PickUpRunsJob(PickUpRuns pickUp)
{
    [DisplayName("Pick up unfinished runs")]
    public Task RunAsync(CancellationToken cancellationToken) => pickUp.HandleAsync(Actor.System("runs"), cancellationToken);
}
