using System.ComponentModel;
using Hangfire;
using Hangfire.Storage;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;

namespace OpsConsole.Web.Jobs;

/// <summary>
/// Makes Hangfire's recurring jobs equal to the benchmarks' schedules. Our tables hold the truth: run at start, because
/// in-memory storage forgets, and every minute, because a schedule may be edited on another node.
/// </summary>
[AutomaticRetry(Attempts = 0)]
public sealed class SyncSchedulesJob(ListSchedules schedules, IRecurringJobManager recurring, JobStorage storage)
{
    private const string Prefix = "benchmark:";

    [DisplayName("Synchronise schedules")]
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        var wanted = await schedules.HandleAsync(Actor.System("schedule"), cancellationToken);
        foreach (var schedule in wanted.Value)
        {
            var benchmarkKey = schedule.BenchmarkKey;
            recurring.AddOrUpdate<StartScheduledRunJob>(
                Prefix + benchmarkKey,
                job => job.RunAsync(benchmarkKey, CancellationToken.None),
                schedule.Cron,
                new RecurringJobOptions
                {
                    TimeZone = TimeZoneInfo.FindSystemTimeZoneById(schedule.TimeZone),

                    // Missed firings are ours to judge (StartMissedRuns): in-memory storage would not know of them.
                    MisfireHandling = MisfireHandlingMode.Ignorable,
                });
        }

        using var connection = storage.GetConnection();
        var kept = wanted.Value.Select(schedule => Prefix + schedule.BenchmarkKey).ToHashSet();
        foreach (var job in connection.GetRecurringJobs().Where(job => job.Id.StartsWith(Prefix, StringComparison.Ordinal) && !kept.Contains(job.Id)))
        {
            recurring.RemoveIfExists(job.Id);
        }
    }
}
