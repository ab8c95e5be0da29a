using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>Finished runs with their candidates, newest first, to choose from. One query.</summary>
public sealed class ListComparable(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int Shown = 40;

    /// <param name="SystemKey">Only its runs: candidates of one system are compared.</param>
    /// <param name="BenchmarkKey">Only its runs.</param>
    public sealed record Query(string? SystemKey = null, string? BenchmarkKey = null);

    public sealed record Candidate(int Position, string Name, bool IsBaseline);

    public sealed record Item(
        int Id, string BenchmarkKey, string BenchmarkName, string SystemKey, string SystemName, RunState State, int CaseCount, int Repeats, DateTime? CompletedAt, string? Selection,
        bool IsPinned, IReadOnlyList<Candidate> Candidates)
    {
        public string Key => Run.KeyOf(Id);
    }

    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs
            .Where(run => run.State != RunState.Queued && run.State != RunState.Running
                && (query.SystemKey == null || run.System!.Key == query.SystemKey)
                && (query.BenchmarkKey == null || run.BenchmarkKey == query.BenchmarkKey))
            .OrderByDescending(run => run.Id)
            .Take(Shown)
            .Select(run => new Item(
                run.Id, run.BenchmarkKey, run.BenchmarkName, run.System!.Key, run.System.Name, run.State, run.CaseCount, run.Repeats, run.CompletedAt, run.Selection,
                run.Benchmark!.BaselineRunId == run.Id,
                run.Candidates.OrderBy(row => row.Position).Select(row => new Candidate(row.Position, row.Name, row.IsBaseline)).ToList()))
            .ToListAsync(cancellationToken);
    }
}
