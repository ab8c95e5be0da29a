using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>Benchmarks by key, of one system or of all, each with its newest run and its next firing.</summary>
public sealed class ListBenchmarks(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="SystemKey">Only benchmarks of this system.</param>
    /// <param name="Search">Part of a key or a name.</param>
    /// <param name="After">The last key of the slice before.</param>
    public sealed record Query(string? SystemKey = null, string? Search = null, string? After = null, int Limit = Page.DefaultLimit);

    public sealed record Item(
        string Key, string Name, string SystemKey, string SystemName, string DatasetKey, int Candidates, int Repeats, string? Cron, string? TimeZone,
        DateTime? NextFiring, LastRun? LastRun, bool IsDemo);

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var benchmarks = context.Benchmarks.Matching(query.Search, row => row.Key, row => row.Name).After(row => row.Key, query.After);
        if (query.SystemKey is { } system)
            benchmarks = benchmarks.Where(row => row.System!.Key == system);

        var rows = await benchmarks.OrderBy(row => row.Key).Take(limit + 1)
            .Select(row => new
            {
                row.Key,
                row.Name,
                SystemKey = row.System!.Key,
                SystemName = row.System.Name,
                DatasetKey = row.Dataset!.Key,
                Candidates = row.Candidates.Count,
                row.Repeats,
                row.Cron,
                row.TimeZone,
                LastRunId = context.Runs.Where(run => run.BenchmarkId == row.Id).Max(run => (int?)run.Id),
                row.IsDemo,
            })
            .ToListAsync(cancellationToken);
        var runs = await LastRun.ByIdAsync(context, rows.Select(row => row.LastRunId), cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;

        return Page.From(
            rows.Select(row => new Item(
                row.Key, row.Name, row.SystemKey, row.SystemName, row.DatasetKey, row.Candidates, row.Repeats, row.Cron, row.TimeZone,
                Next(row.Cron, row.TimeZone, now), row.LastRunId is { } id ? runs.GetValueOrDefault(id) : null, row.IsDemo)).ToList(),
            limit,
            item => item.Key);
    }

    // A zone that this machine does not know is no reason to show no list.
    private static DateTime? Next(string? cron, string? zone, DateTime now) =>
        cron is not null && Schedule.Parse(cron, zone) is { IsOk: true, Value: var schedule } && schedule.NextAfter(now, 1) is [var next] ? next : null;
}
