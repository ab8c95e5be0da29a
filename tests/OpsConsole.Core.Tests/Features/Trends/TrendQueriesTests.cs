using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Trends;
using OpsConsole.Tests.Shared;
using Xunit;
using Night = OpsConsole.Tests.Shared.TrendWorld.Night;

namespace OpsConsole.Core.Tests.Features.Trends;

/// <summary>What trends ask of the database grows neither with the runs nor with their results.</summary>
public sealed class TrendQueriesTests
{
    [Fact]
    public async Task Trend_OfAHundredRunsOfTenThousandResults_SixQueriesAndNoCell()
    {
        var few = await QueriesAsync(10, 100);
        var many = await QueriesAsync(100, 10_000);

        Assert.Equal(few.Select(query => query.Text), many.Select(query => query.Text));
        Assert.InRange(many.Count, 1, 11);
        Assert.DoesNotContain(many, query => query.Text.Contains("RunCells", StringComparison.Ordinal) || query.Text.Contains("RunCases", StringComparison.Ordinal));

        // A row for each run and each candidate, twice: not one for a result.
        Assert.InRange(many.Sum(query => query.Rows), 400, 450);
    }

    private static async Task<List<(string Text, int Rows)>> QueriesAsync(int runs, int results)
    {
        await using var counted = new RunWorld();
        var world = new TrendWorld(counted.Get<IDbContextFactory<OpsDbContext>>(), DateTime.UtcNow.AddDays(-110));
        await world.SeedAsync();
        await world.RunAsync([.. Enumerable.Range(0, runs).Select(run => new Night(run < runs / 2 ? 0.9 : 0.8) { Cases = results, Dataset = run < runs / 2 ? 1 : 2 })]);
        counted.Queries.Start();

        var trend = await counted.Get<GetTrend>().HandleAsync(new(TrendWorld.Benchmark), counted.Engineer, TestContext.Current.CancellationToken);
        var measures = await counted.Get<ListMeasures>().HandleAsync(null, counted.Engineer, TestContext.Current.CancellationToken);

        Assert.Equal(runs, Assert.Single(trend.Value.Series).Points.Count);
        Assert.Equal(4, measures.Value.Count);
        return [.. counted.Queries.Seen];
    }
}
