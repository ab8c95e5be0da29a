using Hangfire;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Web.Jobs;

/// <summary>Hands a planned run to Hangfire. The argument is the id alone: everything else is read from our tables.</summary>
internal sealed class HangfireRunQueue(IBackgroundJobClient jobs) : IRunQueue
{
    public void Enqueue(int runId) => jobs.Enqueue<ExecuteRunJob>(job => job.RunAsync(runId, CancellationToken.None));
}
