using Hangfire;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Web.Jobs;

/// <summary>At start: the schedules, the runs that were left unfinished, and the firings that were missed.</summary>
internal sealed class JobsStart(IServiceScopeFactory scopes, IRecurringJobManager recurring, ILogger<JobsStart> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        recurring.AddOrUpdate<SyncSchedulesJob>("console:schedules", job => job.RunAsync(CancellationToken.None), Cron.Minutely);
        recurring.AddOrUpdate<PickUpRunsJob>("console:pick-up", job => job.RunAsync(CancellationToken.None), Cron.Minutely);
        recurring.AddOrUpdate<SweepReleasesJob>("console:releases", job => job.RunAsync(CancellationToken.None), Cron.Minutely);
        recurring.AddOrUpdate<CheckServedJob>("console:served", job => job.RunAsync(CancellationToken.None), "*/5 * * * *");
        recurring.AddOrUpdate<CheckGuardrailsJob>("console:guardrails", job => job.RunAsync(CancellationToken.None), Cron.Minutely);
        recurring.AddOrUpdate<QueueDeliveriesJob>("console:webhooks-queue", job => job.RunAsync(CancellationToken.None), Cron.Minutely);
        recurring.AddOrUpdate<SendDeliveriesJob>("console:webhooks-send", job => job.RunAsync(CancellationToken.None), Cron.Minutely);
        recurring.AddOrUpdate<PruneToldJob>("console:prune", job => job.RunAsync(CancellationToken.None), "20 3 * * *");

        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<SyncSchedulesJob>().RunAsync(stoppingToken);
        var actor = Actor.System("start");
        var resumed = await scope.ServiceProvider.GetRequiredService<PickUpRuns>().HandleAsync(actor, stoppingToken);
        var missed = await scope.ServiceProvider.GetRequiredService<StartMissedRuns>().HandleAsync(actor, stoppingToken);
        log.LogInformation("Jobs are up: {Resumed} unfinished runs picked up, {Missed} missed runs started", resumed.Value, missed.Value);
    }
}
