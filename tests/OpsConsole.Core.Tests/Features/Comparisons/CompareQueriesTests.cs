using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Trends;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Tests.Shared.FinishedRuns;

namespace OpsConsole.Core.Tests.Features.Comparisons;

/// <summary>
/// What the comparison and the trends ask of a database grows with what is compared, and not with the history around it. The benchmarks' part "pages" asks the
/// same at a hundred runs of ten thousand results.
/// </summary>
public sealed class CompareQueriesTests
{
    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task ComparePage_TenTimesTheRunsAndTheResults_AsksTheSameAndReadsNoCellButTheOpenCases()
    {
        var (few, _) = await ComparePageAsync(runs: 10, cases: 100);
        var (many, rows) = await ComparePageAsync(runs: 100, cases: 1_000);

        Assert.Equal(few, many);
        Assert.Equal(6, many.Count);

        // Ten runs with a candidate each; the ten compared columns; the runs to choose from; one case with ten answers; no repeats. The end is read as well.
        Assert.Equal([10, 10 * 1_000, ListComparable.Shown, 1, 10, 0], rows.Select(count => count - 1));
        Assert.Equal([4], many.Index().Where(query => query.Item.Contains("\"RunCells\"", StringComparison.Ordinal)).Select(query => query.Index));
    }

    [Fact]
    public async Task TrendsPage_TenTimesTheRunsAndTheResults_AsksTheSameAndReadsNoResult()
    {
        var (few, _) = await TrendsPageAsync(runs: 10, cases: 100);
        var (many, rows) = await TrendsPageAsync(runs: 100, cases: 1_000);

        Assert.Equal(few, many);
        Assert.InRange(many.Count, 1, 11);
        Assert.InRange(rows.Sum(), 400, 450);
        Assert.DoesNotContain(many, query => query.Contains("RunCells", StringComparison.Ordinal) || query.Contains("RunCases", StringComparison.Ordinal));
    }

    private static async Task<(List<string> Texts, List<int> Rows)> ComparePageAsync(int runs, int cases)
    {
        await using var world = await HistoryAsync(runs, cases);
        var choices = CandidateChoice.ParseAll("1,2,3,4,5,6,7,8,9,10").Value;
        world.Queries.Start();
        var running = (await world.Get<CompareRuns>().HandleAsync(new(choices), world.Engineer, None)).Value;
        await running.Completed.WaitAsync(None);
        await world.Get<ListComparable>().HandleAsync(new("numbers"), world.Engineer, None);
        var detail = await world.Get<GetComparedCase>().HandleAsync(new([.. choices.Select(choice => choice with { Position = 0 })], 1, "C-0004"), world.Engineer, None);
        await world.Get<ListReruns>().HandleAsync(1, world.Engineer, None);

        Assert.Equal((10, cases), (running.Report.Candidates.Count, running.Report.Pairing.Compared));
        Assert.Equal(10, detail.Value.Case.Cells.Count);
        return ([.. world.Queries.Seen.Select(query => query.Text)], [.. world.Queries.Seen.Select(query => query.Rows)]);
    }

    private static async Task<(List<string> Texts, List<int> Rows)> TrendsPageAsync(int runs, int cases)
    {
        await using var world = await HistoryAsync(runs, cases);
        world.Queries.Start();
        var trend = await world.Get<GetTrend>().HandleAsync(new(RunWorld.BenchmarkKey), world.Engineer, None);
        await world.Get<ListMeasures>().HandleAsync(null, world.Engineer, None);

        Assert.Equal(runs, trend.Value.Runs.Count);
        return ([.. world.Queries.Seen.Select(query => query.Text)], [.. world.Queries.Seen.Select(query => query.Rows)]);
    }

    private static async Task<RunWorld> HistoryAsync(int runs, int cases)
    {
        var world = new RunWorld();
        await world.SeedAsync(new() { Cases = cases });
        var first = await AddAsync(world.Open, new() { Columns = [new Column("a", place => place % 7 == 0 ? Failed : Passed)] });
        await using var context = world.Open();
        await RunHistory.CopyAsync(context, first, runs);
        return world;
    }
}
