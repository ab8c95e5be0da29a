using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Web.Jobs;

/// <summary>Executes one run. A run that another worker holds is none of this job's business and no failure.</summary>
[AutomaticRetry(Attempts = 2, DelaysInSeconds = [5, 30])]
public sealed class ExecuteRunJob(ExecuteRun execute, GetRunGates gates, ILogger<ExecuteRunJob> log)
{
    [DisplayName("Run {0}")]
    public async Task RunAsync(int runId, CancellationToken cancellationToken)
    {
        var result = await execute.HandleAsync(runId, Actor.System("runs"), cancellationToken);
        if (!result.IsOk)
        {
            log.LogInformation("Run {Run} was not executed here: {Reason}", runId, result.Error.Message);
            return;
        }

        // Asked for now, so that the verdict is kept against what is live at the run's end and not at the first reader's visit.
        await gates.HandleAsync(new(runId), Actor.System("runs"), cancellationToken);
    }
}
