using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Trends;
using OpsConsole.Tests.Shared;
using Xunit;
using Night = OpsConsole.Tests.Shared.TrendWorld.Night;

namespace OpsConsole.Core.Tests.Features.Trends;

public sealed class GetTrendTests : IAsyncLifetime
{
    private readonly TestConsole _console = new();
    private readonly TrendWorld _world;

    public GetTrendTests() => _world = new TrendWorld(_console.Database, new DateTime(2026, 11, 1, 2, 15, 0, DateTimeKind.Utc));

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await _world.SeedAsync();

    public ValueTask DisposeAsync()
    {
        _console.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task PassRate_ThatFallsWithANewDataset_SaysByHowMuchWithWhichRunAndWhy()
    {
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.9), 8), .. Enumerable.Repeat(new Night(0.8) { Dataset = 4 }, 4)]);

        var series = Assert.Single((await TrendAsync()).Series);

        var shift = Assert.Single(series.Shifts);
        Assert.Equal("Fell by 10.0 points with RUN-0009 (dataset v4)", shift.Words);
        Assert.False(shift.IsBetter);
        Assert.True(shift.Change.Interval.LiesBelow(-0.04));
        Assert.Equal((8, 4), (shift.Change.PointsBefore, shift.Change.PointsAfter));
        Assert.Equal("/datasets/support-golden", shift.Causes[0].Href);
        Assert.Equal(12, series.Points.Count);
    }

    [Fact]
    public async Task PassRate_WithinItsNoise_HasMarksButNoShift()
    {
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.90), 8), .. Enumerable.Repeat(new Night(0.89) { Dataset = 2, Code = "1.1.0+abcdef" }, 4)]);

        var series = Assert.Single((await TrendAsync()).Series);

        Assert.Empty(series.Shifts);
        Assert.Equal([TrendMarkKind.Dataset, TrendMarkKind.Code], series.Marks.Select(mark => mark.Kind));
    }

    [Fact]
    public async Task PassRate_ThatFallsWithNothingOnRecord_SaysSo()
    {
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.9), 8), .. Enumerable.Repeat(new Night(0.7), 2)]);

        var shift = Assert.Single(Assert.Single((await TrendAsync()).Series).Shifts);

        Assert.Equal("Fell by 20.0 points with RUN-0009 (no recorded change explains it)", shift.Words);
        Assert.Empty(shift.Causes);
    }

    [Fact]
    public async Task PassRate_WithSeveralChangesAtOnce_RanksThemAndLeavesOutWhatCannotMoveIt()
    {
        await _world.PriceAsync(null, 1);
        await _world.PriceAsync(DateOnly.FromDateTime(_world.At(8)), 2);
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.9), 7), new Night(0.9) { Code = "2" },
            .. Enumerable.Repeat(new Night(0.7) { Code = "2", Returned = "gpt-4.1-mini-2026-11-08", Version = 2, Dataset = 2 }, 4)]);

        var series = Assert.Single((await TrendAsync()).Series);
        var shift = Assert.Single(series.Shifts);

        Assert.Equal([TrendMarkKind.Prompt, TrendMarkKind.Dataset, TrendMarkKind.Model, TrendMarkKind.Code], shift.Causes.Select(cause => cause.Kind));
        Assert.Equal("gpt-4.1-mini answers as gpt-4.1-mini-2026-11-08", shift.Causes[2].Words);
        Assert.Contains(series.Marks, mark => mark.Kind == TrendMarkKind.Price);
    }

    [Fact]
    public async Task PassRate_AfterAssertionsOrAJudgeChanged_NamesThem()
    {
        Assertion rubric = new() { Type = "not-llm-rubric" };
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.9) { Assertions = [rubric with { Judge = "tone@1" }], Judge = "tone@1" }, 6)]);

        // As a run pins it: the number stands in the assertion too, and is no change of what is asked.
        Assertion second = rubric with { Judge = "tone@2" };
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.7) { Assertions = [second], Judge = "tone@2" }, 3), new Night(0.7) { Assertions = [second with { Threshold = 0.5 }], Judge = "tone@2" }]);

        var series = Assert.Single((await TrendAsync()).Series);
        Assert.Equal(["judge tone v2"], Assert.Single(series.Shifts).Causes.Select(cause => cause.Words));
        Assert.Equal("assertions changed", series.Marks[^1].Words);
    }

    [Fact]
    public async Task Cost_ThatRoseWithAPrice_IsThePriceAndALatencyNeedsMoreRuns()
    {
        await _world.PriceAsync(null, 1);
        await _world.PriceAsync(DateOnly.FromDateTime(_world.At(5)), 2);
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.9), 5), .. Enumerable.Repeat(new Night(0.9) { Cost = 1.74m, Dataset = 2 }, 5)]);

        var cost = Assert.Single((await TrendAsync(TrendMeasure.CostPer1000)).Series);

        Assert.Equal("Rose by $0.87 with RUN-0006 (price of gpt-4.1-mini)", Assert.Single(cost.Shifts).Words);
        Assert.False(cost.Shifts[0].IsBetter);

        var few = Assert.Single((await TrendAsync(TrendMeasure.LatencyP95, runs: 7)).Series);
        Assert.Equal((true, 8, 7), (few.TooFew, few.Needed, few.Points.Count));
    }

    [Fact]
    public async Task Label_IsFollowedToTheVersionItPointedAtWhenEachRunWasMade()
    {
        await _world.PointAsync(1, _world.At(0).AddHours(-1));
        await _world.PointAsync(2, _world.At(6).AddHours(-1));
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.7), 6), .. Enumerable.Repeat(new Night(0.9) { Version = 2 }, 5), new Night(0.1) { Version = 3 }]);

        var series = Assert.Single((await TrendAsync(label: PromptLabel.Production)).Series);

        Assert.Equal("production · gpt-4.1-mini", series.Name);
        Assert.Equal((11, 1), (series.Points.Count, series.Missing));
        var shift = Assert.Single(series.Shifts);
        Assert.Equal("Rose by 20.0 points with RUN-0007 (production moved to v2)", shift.Words);
        Assert.True(shift.IsBetter);
        Assert.Equal("/prompts/support/answer?v=2", shift.Causes[0].Href);
    }

    [Fact]
    public async Task Label_ThatMoved_IsNoCauseForACandidateThatStayed()
    {
        await _world.PointAsync(3, _world.At(8).AddHours(-1));
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.9), 8), .. Enumerable.Repeat(new Night(0.7), 4)]);

        var series = Assert.Single((await TrendAsync()).Series);

        Assert.Equal(TrendMarkKind.Label, Assert.Single(series.Marks).Kind);
        Assert.Empty(Assert.Single(series.Shifts).Causes);
    }

    [Fact]
    public async Task RunsOfASelection_AreNoPartOfTheHistory()
    {
        await _world.RunAsync(new Night(0.9), new Night(0.9));
        await _world.RunAsync(new Night(0.1) { OfRunId = 1 });

        var trend = await TrendAsync();

        Assert.Equal([1, 2], trend.Runs.Select(run => run.Id));
        Assert.Equal(["cites-clause"], trend.Metrics);
        Assert.Equal(["openai/gpt-4.1-mini"], trend.Models);
    }

    [Fact]
    public async Task Metric_ThatNobodyMeasures_HasNoPoints()
    {
        await _world.RunAsync([.. Enumerable.Repeat(new Night(0.9), 4)]);

        Assert.Equal(4, Assert.Single((await TrendAsync(TrendMeasure.Metric, metric: "cites-clause")).Series).Points.Count);
        Assert.Equal(4, Assert.Single((await TrendAsync(TrendMeasure.Metric, metric: "unknown")).Series).Missing);
    }

    [Fact]
    public async Task Refusals_AreSaid()
    {
        var get = _console.Get<GetTrend>();
        Assert.Equal("benchmarks.not-found", (await get.HandleAsync(new("nowhere"), TestConsole.Viewer, Now)).Error?.Code);
        Assert.Equal("auth.denied", (await get.HandleAsync(new(TrendWorld.Benchmark), TestConsole.Nobody, Now)).Error?.Code);
        Assert.Equal("auth.denied", (await _console.Get<ListMeasures>().HandleAsync(null, TestConsole.Nobody, Now)).Error?.Code);
    }

    private async Task<GetTrend.Trend> TrendAsync(TrendMeasure measure = TrendMeasure.PassRate, string? metric = null, string? label = null, int runs = 100)
    {
        var result = await _console.Get<GetTrend>().HandleAsync(new(TrendWorld.Benchmark, measure, metric, label, Runs: runs), TestConsole.Viewer, Now);
        Assert.True(result.IsOk, result.Error?.Message);
        return result.Value;
    }
}
