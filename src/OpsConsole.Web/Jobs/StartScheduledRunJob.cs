using System.ComponentModel;
using System.Globalization;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Web.Jobs;

/// <summary>Starts a benchmark at its time. The key holds the minute, so that a firing that is delivered twice starts one run.</summary>
[AutomaticRetry(Attempts = 2)]
public sealed class StartScheduledRunJob(PlanRun plan, TimeProvider clock, ILogger<StartScheduledRunJob> log)
{
    [DisplayName("Start benchmark {0}")]
    public async Task RunAsync(string benchmarkKey, CancellationToken cancellationToken)
    {
        var minute = clock.GetUtcNow().UtcDateTime.ToString("yyyy-MM-ddTHH:mm", CultureInfo.InvariantCulture);
        var command = new PlanRun.Command(benchmarkKey, RunTrigger.Schedule, $"schedule:{benchmarkKey}:{minute}Z");
        var result = await plan.HandleAsync(command, Actor.System("schedule"), cancellationToken);
        if (!result.IsOk)
        {
            log.LogWarning("The scheduled run of {Benchmark} was not started: {Reason}", benchmarkKey, result.Error.Message);
        }
    }
}
