using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Trends;
using OpsConsole.Tests.Shared;

namespace OpsConsole.Benchmarks;

/// <summary>What the pages of a comparison of ten runs and of the trends ask of a database with a history, a cell stored for each result.</summary>
internal static class ComparePages
{
    private const int Compared = 10;

    /// <param name="AllocatedMb">While the comparison was read and computed.</param>
    internal sealed record Read(int CompareQueries, int CompareRows, double AllocatedMb, int TrendQueries, int TrendRows);

    public static async Task<Read> ReadAsync(int runs, int cases)
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = cases });
        var first = await FinishedRuns.AddAsync(
            world.Open, new() { Columns = [new FinishedRuns.Column("a", place => place % 7 == 0 ? FinishedRuns.Failed : FinishedRuns.Passed)] });
        await using (var context = world.Open())
        {
            await RunHistory.CopyAsync(context, first, runs);
        }

        var choices = Enumerable.Range(first, Compared).Select(run => new CandidateChoice(run, 0)).ToList();
        world.Queries.Start();
        var before = GC.GetTotalAllocatedBytes(precise: true);
        var running = (await world.Get<CompareRuns>().HandleAsync(new(choices), world.Engineer, CancellationToken.None)).Value;
        await running.Completed;
        var allocated = (GC.GetTotalAllocatedBytes(precise: true) - before) / 1e6;
        await world.Get<ListComparable>().HandleAsync(new("numbers"), world.Engineer, CancellationToken.None);
        await world.Get<GetComparedCase>().HandleAsync(new(choices, first, "C-0004"), world.Engineer, CancellationToken.None);
        await world.Get<ListReruns>().HandleAsync(first, world.Engineer, CancellationToken.None);
        var (compareQueries, compareRows) = Seen(world);

        world.Queries.Start();
        await world.Get<GetTrend>().HandleAsync(new(RunWorld.BenchmarkKey), world.Engineer, CancellationToken.None);
        await world.Get<ListMeasures>().HandleAsync(null, world.Engineer, CancellationToken.None);
        var (trendQueries, trendRows) = Seen(world);
        return running.Report.Pairing.Compared == cases
            ? new Read(compareQueries, compareRows, allocated, trendQueries, trendRows)
            : throw new InvalidOperationException("The comparison left cases out.");
    }

    private static (int Queries, int Rows) Seen(RunWorld world) => (world.Queries.Seen.Count, world.Queries.Seen.Sum(query => query.Rows));
}
