using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>Runs, newest first: keyset-paged by id, filtered by benchmark, system and state.</summary>
public sealed class ListRuns(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int MaxLimit = 500;

    /// <param name="BeforeId">Only runs older than this one: the last id of the page before.</param>
    public sealed record Query(int Limit = 50, int? BeforeId = null, string? BenchmarkKey = null, string? SystemKey = null, RunState? State = null);

    public sealed record Item(
        int Id,
        string BenchmarkKey,
        string BenchmarkName,
        string SystemKey,
        string SystemName,
        RunState State,
        string? StateReason,
        RunTrigger Trigger,
        string StartedByName,
        int DoneCells,
        int FailedCells,
        int TotalCells,
        int CaseCount,
        int CandidateCount,
        Money Cost,
        Money? SpendCap,
        DateTime QueuedAt,
        DateTime? StartedAt,
        DateTime? CompletedAt,
        bool IsDemo,
        bool IsRerun)
    {
        public string Key => Run.KeyOf(Id);
    }

    /// <param name="States">How many of the runs that the filter admits are in each state; a state that none is in is not there.</param>
    public sealed record Page(IReadOnlyList<Item> Items, IReadOnlyDictionary<RunState, int> States, bool More)
    {
        public int Total => States.Values.Sum();

        public int Count(RunState state) => States.GetValueOrDefault(state);
    }

    public async Task<Result<Page>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        if (query.Limit is < 1 or > MaxLimit)
        {
            return Error.Invalid("runs.limit", $"limit must be 1 to {MaxLimit}; it is {query.Limit}.");
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = context.Runs.Where(run =>
            (query.BenchmarkKey == null || run.BenchmarkKey == query.BenchmarkKey)
            && (query.SystemKey == null || run.System!.Key == query.SystemKey)
            && (query.State == null || run.State == query.State));
        var states = await rows.GroupBy(run => run.State).Select(group => new { group.Key, Runs = group.Count() }).ToDictionaryAsync(group => group.Key, group => group.Runs, cancellationToken);
        var items = await rows
            .Where(run => query.BeforeId == null || run.Id < query.BeforeId)
            .OrderByDescending(run => run.Id)
            .Take(query.Limit + 1)
            .Select(run => new Item(
                run.Id,
                run.BenchmarkKey,
                run.BenchmarkName,
                run.System!.Key,
                run.System.Name,
                run.State,
                run.StateReason,
                run.Trigger,
                run.StartedByName,
                run.DoneCells,
                run.FailedCells,
                run.TotalCells,
                run.CaseCount,
                run.Candidates.Count,
                run.Cost,
                run.SpendCap,
                run.QueuedAt,
                run.StartedAt,
                run.CompletedAt,
                run.IsDemo,
                run.OfRunId != null))
            .ToListAsync(cancellationToken);
        var more = items.Count > query.Limit;
        return new Page(more ? items[..query.Limit] : items, states, more);
    }
}
