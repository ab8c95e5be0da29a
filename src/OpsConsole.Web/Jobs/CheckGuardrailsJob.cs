using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;

namespace OpsConsole.Web.Jobs;

/// <summary>Measures the canaries and rolls back those that do harm. A minute that fails is followed by the next.</summary>
[AutomaticRetry(Attempts = 0)]
public sealed class CheckGuardrailsJob(CheckGuardrails check)
{
    [DisplayName("Check the guardrails of canaries")]
    public Task RunAsync(CancellationToken cancellationToken) => check.HandleAsync(Actor.System("guardrails"), cancellationToken);
}
