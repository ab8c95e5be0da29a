using System.ComponentModel;
using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Web.Jobs;

/// <summary>Executes one run. A run that another worker holds is none of this job's business and no failure.</summary>
[AutomaticRetry(Attempts = 2, DelaysInSeconds = [5, 30])]
public sealed class ExecuteRunJob(ExecuteRun execute, ILogger<ExecuteRunJob> log)
{
    [DisplayName("Run {0}")]
    public async Task RunAsync(int runId, CancellationToken cancellationToken)
    {
        var result = await execute.HandleAsync(runId, Actor.System("runs"), cancellationToken);
        if (!result.IsOk)
        {
            log.LogInformation("Run {Run} was not executed here: {Reason}", runId, result.Error.Message);
        }
    }
}
