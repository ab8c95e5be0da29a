using OpsConsole.Core.Features.Trends;
using OpsConsole.Tests.Shared;
using Xunit;
using Night = OpsConsole.Tests.Shared.TrendWorld.Night;

namespace OpsConsole.Core.Tests.Features.Trends;

public sealed class ListMeasuresTests : IDisposable
{
    private readonly TestConsole _console = new();

    public void Dispose() => _console.Dispose();

    [Fact]
    public async Task Measures_OfWhatIsInProduction_TellWhichMovedSinceAVisit()
    {
        var world = new TrendWorld(_console.Database, _console.Clock.GetUtcNow().UtcDateTime.AddDays(-12));
        await world.SeedAsync();
        await world.PointAsync(1, world.At(0).AddDays(-1));
        await world.RunAsync([.. Enumerable.Repeat(new Night(0.9), 9), .. Enumerable.Repeat(new Night(0.7) { Dataset = 2 }, 3)]);

        var items = await ListAsync();

        Assert.Equal(["Pass rate", "cites-clause", "Latency p95", "Cost per 1,000 calls"], items.Select(item => TrendWords.Of(item.Series.Measure, item.Series.Metric)));
        Assert.All(items, item => Assert.Equal("production · gpt-4.1-mini", item.Series.Name));
        Assert.True(items[0].MovedSince(world.At(9)));
        Assert.False(items[0].MovedSince(world.At(10)));
        Assert.False(items[2].MovedSince(world.At(0)));
    }

    [Fact]
    public async Task Measures_OfAFreeBaseline_LeaveCostOut()
    {
        var world = new TrendWorld(_console.Database, _console.Clock.GetUtcNow().UtcDateTime.AddDays(-12));
        await world.SeedAsync();
        await world.RunAsync([.. Enumerable.Repeat(new Night(0.9) { Cost = 0 }, 2)]);

        var items = await ListAsync();

        Assert.DoesNotContain(items, item => item.Series.Measure == TrendMeasure.CostPer1000);
        Assert.Equal("live · gpt-4.1-mini", items[0].Series.Name);
        Assert.Empty(await ListAsync("other"));
        Assert.NotEmpty(await ListAsync("support"));
    }

    private async Task<IReadOnlyList<ListMeasures.Item>> ListAsync(string? system = null) =>
        (await _console.Get<ListMeasures>().HandleAsync(system, TestConsole.Viewer, TestContext.Current.CancellationToken)).Value;
}
