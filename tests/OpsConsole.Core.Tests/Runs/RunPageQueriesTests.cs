using OpsConsole.Core.Features.Runs;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

/// <summary>What a page of a finished run asks of the database does not grow with the run.</summary>
public sealed class RunPageQueriesTests
{
    [Fact]
    public async Task FinishedRun_TenTimesTheCells_SameQueriesAndRows()
    {
        var small = await PageAsync(cases: 100);
        var large = await PageAsync(cases: 1_000);

        Assert.NotEmpty(small);
        Assert.Equal(small.Select(query => query.Text), large.Select(query => query.Text));
        Assert.Equal(small.Sum(query => query.Rows), large.Sum(query => query.Rows));
        Assert.InRange(large.Count, 1, 8);
    }

    [Fact]
    public async Task FinishedRun_FiguresAndMatrix_ReadNoCells()
    {
        var queries = await PageAsync(cases: 60, open: false);

        Assert.DoesNotContain(queries, query => query.Text.Contains("RunCells", StringComparison.Ordinal));
    }

    private static async Task<List<(string Text, int Rows)>> PageAsync(int cases, bool open = true)
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Cases = cases, Candidates = 5, Repeats = 2 });
        var runId = await world.PlanAsync();
        await world.ExecuteAsync(runId);
        world.Queries.Start();

        var run = await world.RunAsync(runId);
        var page = await world.Get<ListRunCases>().HandleAsync(new ListRunCases.Query(runId, CaseMode.All, null, 0, 50), world.Engineer, TestContext.Current.CancellationToken);
        Assert.Equal((cases, 50, 5), (page.Value.Total, page.Value.Rows.Count, run.Candidates.Count));
        if (open)
        {
            var detail = await world.Get<GetRunCase>().HandleAsync(runId, page.Value.Rows[7].CaseKey, world.Engineer, TestContext.Current.CancellationToken);
            Assert.Equal(10, detail.Value.Cells.Count);
        }

        return [.. world.Queries.Seen];
    }
}
