using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Trends;

/// <summary>One measure over the newest runs of a benchmark: every candidate, or what a label pointed at when each run was made.</summary>
public sealed class GetTrend(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int MostRuns = 100;

    /// <param name="Metric">Which one, where <paramref name="Measure"/> is <see cref="TrendMeasure.Metric"/>.</param>
    /// <param name="Label">Follows a label instead of the candidates; <c>latest</c> is the newest version in each run.</param>
    /// <param name="Model">Only candidates on this model, as <c>provider/model</c>.</param>
    public sealed record Query(string BenchmarkKey, TrendMeasure Measure = TrendMeasure.PassRate, string? Metric = null, string? Label = null, string? Model = null, int Runs = MostRuns);

    /// <param name="Runs">Oldest first.</param>
    /// <param name="Labels">What can be followed.</param>
    /// <param name="Metrics">Names that occur in the newest run.</param>
    public sealed record Trend(
        string BenchmarkKey, string BenchmarkName, string SystemKey, string SystemName, IReadOnlyList<(int Id, DateTime At)> Runs, IReadOnlyList<TrendSeries> Series,
        IReadOnlyList<string> Labels, IReadOnlyList<string> Models, IReadOnlyList<string> Metrics);

    public async Task<Result<Trend>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var benchmark = await context.Benchmarks.Where(row => row.Key == query.BenchmarkKey)
            .Select(row => new { row.Id, row.Key, row.Name, SystemKey = row.System!.Key, SystemName = row.System.Name })
            .SingleOrDefaultAsync(cancellationToken);
        if (benchmark is null)
            return BenchmarkErrors.NotFound(query.BenchmarkKey);

        var history = await TrendHistory.LoadAsync(context, context.Runs.Where(run => run.BenchmarkId == benchmark.Id), Math.Clamp(query.Runs, 1, MostRuns), cancellationToken);
        var paths = query.Label is { } label ? TrendBuilder.ByLabel(history, history.Runs, label) : TrendBuilder.ByName(history, history.Runs);
        var newest = history.Runs.Count == 0 ? [] : history.CandidatesOf(history.Runs[^1]).ToList();
        return new Trend(
            benchmark.Key, benchmark.Name, benchmark.SystemKey, benchmark.SystemName,
            [.. history.Runs.Select(run => (run.Id, run.At))],
            [.. paths.Where(path => query.Model is null || path.Steps.Any(step => step.Candidate is { } row && ModelOf(row) == query.Model))
                .Select(path => TrendBuilder.Build(history, path, query.Measure, query.Metric))],
            [.. history.Labels, PromptLabel.Latest],
            [.. newest.Select(ModelOf).Distinct().Order(StringComparer.Ordinal)],
            [.. newest.SelectMany(row => row.Summary?.Metrics ?? []).Select(metric => metric.Name).Distinct().Order(StringComparer.Ordinal)]);
    }

    private static string ModelOf(TrendCandidate row) => $"{row.ProviderKey}/{row.ModelKey}";
}
