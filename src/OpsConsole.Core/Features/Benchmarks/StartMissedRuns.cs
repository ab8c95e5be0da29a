using System.Globalization;
using Cronos;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>
/// At start: runs, once each, the benchmarks whose last firing passed while nothing was running, where their policy asks for it.
/// </summary>
public sealed class StartMissedRuns(IDbContextFactory<OpsDbContext> contexts, PlanRun plan, TimeProvider clock) : IUseCase
{
    public async Task<Result<int>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
        {
            return Error.Denied(Permission.RunsExecute);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var benchmarks = await context.Benchmarks
            .Where(row => row.Cron != null && row.MissedRuns == MissedRunPolicy.RunOnce)
            .Select(row => new
            {
                row.Key,
                row.Cron,
                row.TimeZone,
                Since = context.Runs.Where(run => run.BenchmarkId == row.Id).Max(run => (DateTime?)run.QueuedAt) ?? row.CreatedAt,
            })
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var started = 0;
        foreach (var benchmark in benchmarks)
        {
            var zone = TimeZoneInfo.FindSystemTimeZoneById(benchmark.TimeZone ?? "UTC");
            var since = DateTime.SpecifyKind(benchmark.Since, DateTimeKind.Utc);
            if (CronExpression.Parse(benchmark.Cron!).GetNextOccurrence(since, zone) is { } missed && missed <= now)
            {
                var key = string.Create(CultureInfo.InvariantCulture, $"schedule:{benchmark.Key}:missed:{missed:yyyy-MM-ddTHH:mm}Z");
                var run = await plan.HandleAsync(new PlanRun.Command(benchmark.Key, RunTrigger.Schedule, key), actor, cancellationToken);
                started += run is { IsOk: true, Value.Created: true } ? 1 : 0;
            }
        }

        return started;
    }
}
