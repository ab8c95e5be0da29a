using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;

namespace OpsConsole.Web.Jobs;

/// <summary>Every five minutes: is what protected labels serve what was approved.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class CheckServedJob(CheckServed check, ILogger<CheckServedJob> log)
{
    [DisplayName("Compare what is served with what was approved")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var differences = await check.HandleAsync(Actor.System("releases"), cancellationToken);
        foreach (var difference in differences.Value)
            log.LogWarning("{Key}: {Words}", difference.Key, difference.Words);
    }
}
