using System.Globalization;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>
/// Compares up to ten candidates of one or several finished runs with one of them, case by case. What can be counted is answered at once; intervals, tests and
/// verdicts follow in the background. At most three queries, whatever the size, and none of cells; what was computed is kept.
/// </summary>
public sealed class CompareRuns(IDbContextFactory<OpsDbContext> contexts, ComparisonStore store, TimeProvider clock) : IUseCase
{
    public const int MaxCandidates = 10;
    public const double DefaultMargin = 0.02;

    /// <param name="Choices">Runs and candidates, in the order of the columns.</param>
    /// <param name="Baseline">A candidate, or a run for its own baseline; null takes the pinned baseline run where it is among the runs, else the first run's baseline.</param>
    /// <param name="Margin">Of the routing rule, 0..0.5.</param>
    public sealed record Query(IReadOnlyList<CandidateChoice> Choices, CandidateChoice? Baseline = null, double Margin = DefaultMargin);

    public async Task<Result<RunningComparison>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        if (!(query.Margin is >= 0 and <= 0.5))
        {
            return CompareErrors.Margin;
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var chosen = await ChosenCandidates.FindAsync(context, query, cancellationToken);
        if (!chosen.IsOk)
        {
            return chosen.Error;
        }

        var work = store.Computed.Find(chosen.Value.CacheKey);
        if (work is { Completed.IsFaulted: true })
        {
            // Whatever broke it: the next reader gets another try.
            store.Computed.Remove(chosen.Value.CacheKey);
            work = null;
        }

        if (work is null)
        {
            var frame = await FrameAsync(context, chosen.Value, cancellationToken);
            work = store.Computed.Add(chosen.Value.CacheKey, new ComparisonWork(frame, clock.GetUtcNow().UtcDateTime));
        }

        return new RunningComparison(work, HrefOf(query, chosen.Value), query.Margin);
    }

    private async Task<ComparisonFrame> FrameAsync(OpsDbContext context, ChosenCandidates chosen, CancellationToken cancellationToken)
    {
        var runs = chosen.Runs.ToDictionary(run => run.Id);
        var matrices = await store.MatricesAsync(context, [.. runs.Keys], cancellationToken);
        var versions = chosen.Runs.Select(run => run.DatasetVersionId).Distinct().ToList();

        // Over one and the same dataset version a key says all.
        var contents = versions.Count == 1 ? null : await store.ContentsAsync(context, versions, cancellationToken);
        var (columns, pairing) = ComparedColumns.Align(
            chosen.Baseline.RunId,
            [.. chosen.Candidates.Select(candidate => new ColumnSource(candidate.RunId, candidate.Position))],
            matrices,
            id => contents?[runs[id].DatasetVersionId]);
        return new ComparisonFrame(
            chosen.SystemKey, chosen.SystemName, chosen.ComparedRuns(), chosen.ComparedCandidates(), chosen.BaselineId, columns, pairing, ComparisonNotes.Of(chosen, pairing));
    }

    private static string HrefOf(Query query, ChosenCandidates chosen) => string.Create(
        CultureInfo.InvariantCulture,
        $"/compare?runs={string.Join(',', query.Choices.Distinct())}&baseline={chosen.BaselineId}{(query.Margin == DefaultMargin ? "" : $"&d={query.Margin * 100:0.##}")}");
}
