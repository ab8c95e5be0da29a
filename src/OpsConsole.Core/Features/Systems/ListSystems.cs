using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>The inventory, by key: each system with its tier, what it owns and its newest run.</summary>
public sealed class ListSystems(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="Search">Part of a key, a name or an owner.</param>
    /// <param name="After">The last key of the page before.</param>
    public sealed record Query(string? Search = null, string? After = null, int Limit = Page.DefaultLimit);

    public sealed record Item(
        string Key, string Number, string Name, string Owner, SystemState State, EffectiveTier Tier, bool Critical, bool IsDemo,
        int Prompts, int Datasets, int Benchmarks, LastRun? LastRun);

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);
        var rows = await context.Systems.AsNoTracking()
            .Matching(query.Search, row => row.Key, row => row.Name, row => row.Owner)
            .After(row => row.Key, query.After)
            .OrderBy(row => row.Key)
            .Take(limit + 1)
            .Select(row => new
            {
                System = row,
                Prompts = context.Prompts.Count(prompt => prompt.SystemId == row.Id),
                Datasets = context.Datasets.Count(dataset => dataset.SystemId == row.Id),
                Benchmarks = context.Benchmarks.Count(benchmark => benchmark.SystemId == row.Id),
                LastRunId = context.Runs.Where(run => run.SystemId == row.Id).Max(run => (int?)run.Id),
            })
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var lowerings = await TierInForce.ApprovedAsync(context, [.. rows.Select(row => row.System.Id)], now, cancellationToken);
        var runs = await LastRun.ByIdAsync(context, rows.Select(row => row.LastRunId), cancellationToken);

        return Page.From(
            rows.Select(row => new Item(
                row.System.Key, row.System.Number, row.System.Name, row.System.Owner, row.System.State, TierInForce.Of(row.System, lowerings, now), row.System.Critical, row.System.IsDemo,
                row.Prompts, row.Datasets, row.Benchmarks, row.LastRunId is { } id ? runs.GetValueOrDefault(id) : null)).ToList(),
            limit,
            item => item.Key);
    }
}
