using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Core.Tests.Features.Gates.GateWorld;

namespace OpsConsole.Core.Tests.Features.Gates;

/// <summary>Rules that compare with the candidate that the run marks as its baseline, whatever is live.</summary>
public sealed class BaselineRuleTests : IDisposable
{
    private static readonly GateRule NotWorse = new(GateMeasure.PassRate, GateComparison.NotWorseThanBaseline, 0.05);

    private readonly GateWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Theory]
    [InlineData(180, GateVerdict.Pass, "not worse by more than 5 points")]
    [InlineData(152, GateVerdict.Inconclusive, "may or may not")]
    [InlineData(100, GateVerdict.Fail, "worse by more than 5 points")]
    public async Task Collect_BaselineInTheRun_ComparesWithItCaseByCase(int passes, GateVerdict verdict, string words)
    {
        var result = await JudgeAsync(Column.Of(1, 160, 200) with { Name = "steady", IsBaseline = true }, Column.Of(2, 200, 200), Column.Of(3, passes, 200));

        Assert.Equal((verdict, 200), (result.Verdict, result.Cases));
        Assert.Equal((passes - 160) / 200.0, result.Measured!.Value, 9);
        Assert.Contains("against the baseline steady (", result.Why, StringComparison.Ordinal);
        Assert.Contains(words, result.Why, StringComparison.Ordinal);
    }

    /// <summary>Live and baseline are two rules: the version may hold one and miss the other.</summary>
    [Fact]
    public async Task Collect_BothComparisons_EachNamesItsOwnSide()
    {
        await _world.GateAsync(GateKind.Baseline, NotWorse, NotWorse with { Comparison = GateComparison.NotWorseThanLive });
        await _world.RunAsync(RunState.Completed, Column.Of(1, 100, 200) with { Name = "steady", IsBaseline = true }, Column.Of(2, 190, 200), Column.Of(3, 150, 200));

        var evidence = Assert.Single((await CollectAsync(live: 2)).Evidence);

        Assert.Equal([GateVerdict.Pass, GateVerdict.Fail], evidence.Rules.Select(rule => rule.Verdict));
        Assert.Equal((2, "steady"), (evidence.LiveVersion, evidence.ComparedBaseline));
    }

    [Fact]
    public async Task Collect_NoBaselineInTheRun_IsNotDecidedAndSaysWhatToDo()
    {
        var result = await JudgeAsync(Column.Of(1, 160, 200), Column.Of(3, 180, 200));

        Assert.Equal(
            (GateVerdict.Inconclusive, "Not decided: no candidate of this run is marked as its baseline. Mark one in the benchmark."), (result.Verdict, result.Why));
    }

    [Fact]
    public async Task Collect_TheVersionIsTheBaselineItself_DoesNotPassByBeingItsOwnMeasure()
    {
        var result = await JudgeAsync(Column.Of(1, 160, 200), Column.Of(3, 180, 200) with { IsBaseline = true });

        Assert.Equal(GateVerdict.Inconclusive, result.Verdict);
        Assert.StartsWith("Not decided: v3 is the baseline of this run itself.", result.Why, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(GateMeasure.LatencyP95, 20, GateVerdict.Pass)] // 100 ms against 90 ms
    [InlineData(GateMeasure.LatencyP95, 5, GateVerdict.Fail)]
    [InlineData(GateMeasure.CostPer1000, 0.5, GateVerdict.Pass)] // $1 against $2
    public async Task Collect_LatencyAndCost_GoByTheFiguresAlone(GateMeasure measure, double limit, GateVerdict verdict)
    {
        var result = await JudgeAsync(
            new GateRule(measure, GateComparison.NotWorseThanBaseline, limit), Column.Of(1, 160, 200) with { IsBaseline = true, LatencyMs = 90, PricePer1000 = 2 }, Column.Of(3, 180, 200));

        Assert.Equal(verdict, result.Verdict);
        Assert.Contains("against the baseline v1, ", result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Collect_BaselineOnAnotherModelWithoutAPrice_NamesIt()
    {
        var onAnother = Column.Of(1, 160, 200) with { IsBaseline = true, Model = 1, PricePer1000 = null };

        Assert.EndsWith("The baseline v1 ran on large, v3 on small.", (await JudgeAsync(onAnother, Column.Of(3, 180, 200))).Why, StringComparison.Ordinal);
        Assert.StartsWith(
            "For the baseline v1: large had no price in this run.",
            (await JudgeAsync(new GateRule(GateMeasure.CostPer1000, GateComparison.NotWorseThanBaseline, 1), onAnother, Column.Of(3, 180, 200))).Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Preview_OverPastRuns_JudgesEachAgainstItsOwnBaseline()
    {
        await _world.RunAsync(RunState.Completed, Column.Of(1, 160, 200) with { IsBaseline = true }, Column.Of(3, 100, 200));
        await _world.RunAsync(RunState.Completed, Column.Of(1, 160, 200) with { IsBaseline = true }, Column.Of(3, 180, 200));
        await _world.RunAsync(RunState.Completed, Column.Of(3, 180, 200));

        var preview = (await _world.Console.Get<PreviewGate>().HandleAsync(new(PromptKey, BenchmarkKey, [NotWorse]), TestConsole.Viewer, TestContext.Current.CancellationToken)).Value;

        Assert.Equal([GateVerdict.Inconclusive, GateVerdict.Pass, GateVerdict.Fail], preview.Runs.Select(run => run.Verdict));
        Assert.Equal("This gate would have stopped 2 of the last 3.", preview.Words);
    }

    private Task<RuleResult> JudgeAsync(params Column[] columns) => JudgeAsync(NotWorse, columns);

    private async Task<RuleResult> JudgeAsync(GateRule rule, params Column[] columns)
    {
        await _world.GateAsync(GateKind.Baseline, rule);
        await _world.RunAsync(RunState.Completed, columns);
        return Assert.Single(Assert.Single((await CollectAsync(live: null)).Evidence).Rules);
    }

    private async Task<CollectedEvidence> CollectAsync(int? live)
    {
        await using var context = _world.Open();
        return await new EvidenceCollector().CollectAsync(context, _world.Versions[2], live, [GateKind.Baseline], TestContext.Current.CancellationToken);
    }
}
