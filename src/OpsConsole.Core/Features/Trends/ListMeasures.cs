using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Trends;

/// <summary>
/// The measures of every benchmark that has run lately, each of what is in production or else of the baseline: where it stands and where it last left its
/// noise. What Home and the list of trends show, in a fixed number of queries.
/// </summary>
public sealed class ListMeasures(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <summary>Of all benchmarks together; a hundred nightly benchmarks still show a week.</summary>
    public const int MostRuns = 800;

    private const int RunsEach = 60;
    private static readonly TimeSpan Lately = TimeSpan.FromDays(180);

    /// <param name="Series">Never empty.</param>
    /// <param name="CompletedAt">Of each run in the series' points, when its figures were there.</param>
    public sealed record Item(string SystemKey, string SystemName, string BenchmarkKey, string BenchmarkName, TrendSeries Series, IReadOnlyDictionary<int, DateTime> CompletedAt)
    {
        public TrendPoint Now => Series.Points[^1];

        /// <summary>The newest change of level; null where there is none.</summary>
        public TrendShift? Shift => Series.Shifts is [.., var last] ? last : null;

        /// <summary>Whether the newest change came to light after that moment.</summary>
        public bool MovedSince(DateTime since) => Shift is { } shift && CompletedAt[shift.Point.RunId] > since;
    }

    /// <param name="systemKey">Only benchmarks of this system.</param>
    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(string? systemKey, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var from = clock.GetUtcNow().UtcDateTime - Lately;
        var history = await TrendHistory.LoadAsync(
            context, context.Runs.Where(run => run.QueuedAt > from && (systemKey == null || run.System!.Key == systemKey)), MostRuns, cancellationToken);
        return Result.From<IReadOnlyList<Item>>(
        [
            .. history.Runs.GroupBy(run => run.BenchmarkId).SelectMany(group => Of(history, [.. group.TakeLast(RunsEach)]))
                .OrderBy(item => item.SystemName, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.BenchmarkName, StringComparer.OrdinalIgnoreCase),
        ]);
    }

    private static IEnumerable<Item> Of(TrendHistory history, IReadOnlyList<TrendRun> runs)
    {
        if (TrendBuilder.Primary(history, runs) is not { } path)
            yield break;
        var newest = runs[^1];
        var completed = runs.ToDictionary(run => run.Id, run => run.CompletedAt ?? run.At);
        var metrics = path.Steps.LastOrDefault(step => step.Candidate is not null).Candidate?.Summary?.Metrics.Select(metric => metric.Name) ?? [];
        IEnumerable<(TrendMeasure Measure, string? Metric)> measures =
            [(TrendMeasure.PassRate, null), .. metrics.Select(name => (TrendMeasure.Metric, (string?)name)), (TrendMeasure.LatencyP95, null), (TrendMeasure.CostPer1000, null)];
        foreach (var (measure, metric) in measures)
        {
            var series = TrendBuilder.Build(history, path, measure, metric);

            // What has cost nothing so far has no cost to follow.
            if (series.Points.Count > 0 && (measure != TrendMeasure.CostPer1000 || series.Points.Any(point => point.Value > 0)))
                yield return new Item(newest.SystemKey, newest.SystemName, newest.BenchmarkKey, newest.BenchmarkName, series, completed);
        }
    }
}
