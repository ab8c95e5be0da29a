using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>The dossier of one system: its facts and what it owns, at most <see cref="ListedMost"/> of each.</summary>
public sealed class GetSystem(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int ListedMost = 200;

    public sealed record Dossier(
        string Key, string Number, int Revision, SystemFacts Facts, RiskTier Tier, bool IsDemo, string CreatedBy, DateTime CreatedAt,
        IReadOnlyList<PromptItem> Prompts, IReadOnlyList<DatasetItem> Datasets, IReadOnlyList<BenchmarkItem> Benchmarks);

    public sealed record PromptItem(string Key, string Name, int LatestVersion);

    public sealed record DatasetItem(string Key, string Name, DatasetKind Kind, int LatestVersion, int Cases);

    public sealed record BenchmarkItem(string Key, string Name, string DatasetKey, int Candidates, string? Cron, string? TimeZone, LastRun? LastRun);

    public async Task<Result<Dossier>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(key);

        var prompts = await context.Prompts.Where(row => row.SystemId == system.Id).OrderBy(row => row.Key).Take(ListedMost)
            .Select(row => new PromptItem(row.Key, row.Name, row.LatestNumber))
            .ToListAsync(cancellationToken);
        var datasets = await context.Datasets.Where(row => row.SystemId == system.Id).OrderBy(row => row.Key).Take(ListedMost)
            .Select(row => new DatasetItem(
                row.Key, row.Name, row.Kind, row.LatestNumber,
                context.DatasetVersions.Where(version => version.DatasetId == row.Id && version.Number == row.LatestNumber).Sum(version => version.CaseCount)))
            .ToListAsync(cancellationToken);

        return new Dossier(
            system.Key, system.Number, system.Revision, SystemFacts.Of(system), system.Tier, system.IsDemo, system.CreatedBy, system.CreatedAt,
            prompts, datasets, await BenchmarksAsync(context, system.Id, cancellationToken));
    }

    private static async Task<IReadOnlyList<BenchmarkItem>> BenchmarksAsync(OpsDbContext context, int systemId, CancellationToken cancellationToken)
    {
        var rows = await context.Benchmarks.Where(row => row.SystemId == systemId).OrderBy(row => row.Key).Take(ListedMost)
            .Select(row => new
            {
                row.Key,
                row.Name,
                DatasetKey = row.Dataset!.Key,
                Candidates = row.Candidates.Count,
                row.Cron,
                row.TimeZone,
                LastRunId = context.Runs.Where(run => run.BenchmarkId == row.Id).Max(run => (int?)run.Id),
            })
            .ToListAsync(cancellationToken);
        var runs = await LastRun.ByIdAsync(context, rows.Select(row => row.LastRunId), cancellationToken);
        return [.. rows.Select(row => new BenchmarkItem(
            row.Key, row.Name, row.DatasetKey, row.Candidates, row.Cron, row.TimeZone, row.LastRunId is { } id ? runs.GetValueOrDefault(id) : null))];
    }
}
