using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;
using Xunit;
using static OpsConsole.Core.Tests.Features.Gates.GateWorld;

namespace OpsConsole.Core.Tests.Features.Gates;

public sealed class EvidenceCollectorTests : IDisposable
{
    private static readonly GateRule PassRate = new(GateMeasure.PassRate, GateComparison.AtLeast, 0.8);
    private static readonly GateRule NotWorse = new(GateMeasure.PassRate, GateComparison.NotWorseThanLive, 0.05);

    private readonly GateWorld _world = new();

    public void Dispose() => _world.Dispose();

    [Fact]
    public async Task CollectAsync_WithoutAGate_SaysThatNoneIsAttached()
    {
        var collected = await CollectAsync(3, null, GateKind.Safety);

        Assert.Empty(collected.Evidence);
        Assert.Equal("No safety gate is attached to this prompt.", collected.Missing[GateKind.Safety]);
        Assert.Null(collected.Figures);
    }

    [Fact]
    public async Task CollectAsync_GateTakenOff_SaysThatNoneIsAttached()
    {
        await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.GateAsync(GateKind.Baseline);
        await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40));

        Assert.Equal("No baseline gate is attached to this prompt.", (await CollectAsync(3, null)).Missing[GateKind.Baseline]);
    }

    [Theory]
    [InlineData(RunState.Failed, null)]
    [InlineData(RunState.BudgetStopped, null)]
    [InlineData(RunState.Completed, "ffff")]
    public async Task CollectAsync_NoFinishedRunOfThisContent_NamesBenchmarkAndVersion(RunState state, string? hash)
    {
        await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.RunAsync(state, Column.Of(3, 40, 40) with { Hash = hash });

        Assert.Equal("No finished run of support-baseline has executed v3 as it is now.", (await CollectAsync(3, null)).Missing[GateKind.Baseline]);
    }

    [Fact]
    public async Task CollectAsync_NewestRunOfAnotherVersion_JudgesTheNewestThatHoldsIt()
    {
        var gate = await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.RunAsync(RunState.Completed, Column.Of(3, 10, 40));
        var run = await _world.RunAsync(RunState.Completed, Column.Of(2, 40, 40), Column.Of(3, 36, 40));
        await _world.RunAsync(RunState.Completed, Column.Of(2, 40, 40));

        var evidence = Assert.Single((await CollectAsync(3, null)).Evidence);

        Assert.Equal((GateKind.Baseline, gate.Id, 1, run.Id), (evidence.Kind, evidence.GateId, evidence.GateNumber, evidence.RunId));
        Assert.Equal((BenchmarkKey, "support-golden", 1), (evidence.BenchmarkKey, evidence.DatasetKey, evidence.DatasetVersion));
        Assert.Equal(("u-bea", "Bea", "v3", "small"), (evidence.RunStartedById, evidence.RunStartedByName, evidence.Candidate, evidence.ModelKey));
        Assert.Equal(_world.Versions[2].ContentHash, evidence.ContentHash);
        Assert.Equal((GateVerdict.Pass, 0.9, 40), (evidence.Verdict, evidence.Rules[0].Measured, evidence.Rules[0].Cases));
        Assert.Null(evidence.LiveVersion);
    }

    [Fact]
    public async Task CollectAsync_LiveInTheRun_ComparesCaseByCase()
    {
        await _world.GateAsync(GateKind.Baseline, PassRate, NotWorse);
        await _world.RunAsync(RunState.Completed, Column.Of(1, 5, 200), Column.Of(2, 160, 200) with { LatencyMs = 90, PricePer1000 = 2 }, Column.Of(3, 180, 200));

        var collected = await CollectAsync(3, live: 2);

        var evidence = Assert.Single(collected.Evidence);
        Assert.Equal((GateVerdict.Pass, 2), (evidence.Verdict, evidence.LiveVersion));
        Assert.Equal(0.1, evidence.Rules[1].Measured!.Value, 9);
        var figures = collected.Figures!;
        Assert.Equal((evidence.RunId, 200, 20, 0), (figures.RunId, figures.Cases, figures.Fixed, figures.Regressed));
        Assert.Equal((0.9, 0.8), (figures.PassRate!.Value, figures.LivePassRate!.Value));
        Assert.Equal((1m, 2m, 100.0, 90.0), (figures.CostPer1000, figures.LiveCostPer1000, figures.LatencyP95, figures.LiveLatencyP95));
        Assert.Equal((evidence.Rules[1].Low, evidence.Rules[1].High), (figures.Difference!.Low, figures.Difference.High));
        Assert.StartsWith("Better by 10.0 points (", figures.Words, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(0, 1)]
    [InlineData(1, 1)]
    public async Task CollectAsync_JudgeThatMayNotDecideOfEitherSide_LeavesThePassRatesOut(double ours, double live)
    {
        await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.RunAsync(RunState.Completed, Column.Of(2, 160, 200) with { Metrics = JudgedWith(live) }, Column.Of(3, 180, 200) with { Metrics = JudgedWith(ours) });

        var figures = (await CollectAsync(3, live: 2)).Figures!;

        Assert.Equal((null, null, null, 0, 0), (figures.PassRate, figures.LivePassRate, figures.Difference, figures.Fixed, figures.Regressed));
        Assert.Equal("No pass rates: the judge tone@1 is not known any more.", figures.Words);
        Assert.Equal("The judge tone@1 is not known any more.", figures.LeftOut);
        Assert.Equal((200, 1m, 100.0), (figures.Cases, figures.CostPer1000, figures.LatencyP95));
    }

    [Fact]
    public async Task CollectAsync_JudgeWithoutASay_LeavesThePassRates()
    {
        await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.RunAsync(RunState.Completed, Column.Of(2, 160, 200) with { Metrics = JudgedWith(0) }, Column.Of(3, 180, 200) with { Metrics = JudgedWith(0) });

        var figures = (await CollectAsync(3, live: 2)).Figures!;

        Assert.Equal((0.9, 0.8, 20), (figures.PassRate!.Value, figures.LivePassRate!.Value, figures.Fixed));
        Assert.Null(figures.LeftOut);
    }

    [Fact]
    public async Task CollectAsync_LiveNotInTheRunAsItIsLive_IsInconclusiveWithTheWayOut()
    {
        await _world.GateAsync(GateKind.Baseline, NotWorse);
        await _world.RunAsync(RunState.Completed, Column.Of(2, 160, 200) with { Hash = "before" }, Column.Of(3, 180, 200));

        var collected = await CollectAsync(3, live: 2);

        var evidence = Assert.Single(collected.Evidence);
        Assert.Equal((GateVerdict.Inconclusive, (int?)null), (evidence.Verdict, evidence.LiveVersion));
        Assert.Contains("Add v2 as a candidate to the benchmark", evidence.Rules[0].Why, StringComparison.Ordinal);
        Assert.EndsWith("the live v2 is not in this run", collected.Figures!.Words, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CollectAsync_VersionWithAModel_TakesOnlyThatModel()
    {
        await ChooseAsync(new ModelChoice("local", "large"));
        await _world.GateAsync(GateKind.Baseline, PassRate, NotWorse);
        await _world.RunAsync(
            RunState.Completed, Column.Of(2, 200, 200), Column.Of(2, 150, 200) with { Model = 1 }, Column.Of(3, 10, 200), Column.Of(3, 180, 200) with { Model = 1 });
        await _world.RunAsync(RunState.Completed, Column.Of(3, 10, 200));

        var evidence = Assert.Single((await CollectAsync(3, live: 2)).Evidence);

        Assert.Equal(("large", "v3", GateVerdict.Pass), (evidence.ModelKey, evidence.Candidate, evidence.Verdict));
        Assert.Equal(0.15, evidence.Rules[1].Measured!.Value, 9);
    }

    [Fact]
    public async Task CollectAsync_VersionWithAModelThatNoRunUsed_NamesTheModel()
    {
        await ChooseAsync(new ModelChoice("elsewhere", "small"));
        await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40));

        Assert.Equal(
            "No finished run of support-baseline has executed v3 as it is now on elsewhere/small.", (await CollectAsync(3, null)).Missing[GateKind.Baseline]);
    }

    [Fact]
    public async Task CollectAsync_SeveralColumnsFit_TakesTheBaselineAndSaysSo()
    {
        await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40), Column.Of(3, 10, 40) with { Name = "the marked one", Model = 1, IsBaseline = true });

        var evidence = Assert.Single((await CollectAsync(3, null)).Evidence);

        Assert.Equal("the marked one (one of 2 that execute v3, on large)", evidence.Candidate);
        Assert.Equal(GateVerdict.Fail, evidence.Verdict);
    }

    [Fact]
    public async Task CollectAsync_OtherParametersThanTheVersions_PrefersTheVersionsOwnAndOtherwiseSaysSo()
    {
        await ChooseAsync(new ModelChoice("local", "small", new ModelParameters { Temperature = 0.2 }));
        await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40));
        Assert.Equal("v3, with the benchmark's own parameters", Assert.Single((await CollectAsync(3, null)).Evidence).Candidate);

        var own = Column.Of(3, 39, 40) with { Name = "own", Parameters = new ModelParameters { Temperature = 0.2 } };
        await _world.RunAsync(RunState.Completed, Column.Of(3, 40, 40) with { IsBaseline = true }, own);
        Assert.StartsWith("own (", Assert.Single((await CollectAsync(3, null)).Evidence).Candidate, StringComparison.Ordinal);
    }

    [Fact]
    public async Task CollectAsync_SeveralKinds_JudgesEachByItsOwnGate()
    {
        await _world.GateAsync(GateKind.Baseline, PassRate);
        await _world.GateAsync(GateKind.Safety, PassRate with { Limit = 0.95 });
        await _world.RunAsync(RunState.Completed, Column.Of(3, 36, 40));

        var collected = await CollectAsync(3, null, GateKind.Baseline, GateKind.Safety, GateKind.RedTeam);

        Assert.Equal([(GateKind.Baseline, GateVerdict.Pass), (GateKind.Safety, GateVerdict.Fail)], collected.Evidence.Select(row => (row.Kind, row.Verdict)));
        Assert.Equal([GateKind.RedTeam], collected.Missing.Keys);
    }

    private async Task<CollectedEvidence> CollectAsync(int number, int? live, params GateKind[] kinds)
    {
        await using var context = _world.Open();
        var id = _world.Versions[number - 1].Id;
        var version = await context.PromptVersions.SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken);
        return await _world.Console.Get<EvidenceCollector>().CollectAsync(context, version, live, kinds is [] ? [GateKind.Baseline] : kinds, TestContext.Current.CancellationToken);
    }

    private async Task ChooseAsync(ModelChoice model)
    {
        await using var context = _world.Open();
        var id = _world.Versions[2].Id;
        (await context.PromptVersions.SingleAsync(row => row.Id == id, TestContext.Current.CancellationToken)).Model = model;
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    private static string JudgedWith(double weight) =>
        $$"""[{"type": "llm-rubric", "pass": true, "score": 1, "reason": "because", "weight": {{weight}}, "judge": "tone@1"}]""";
}
