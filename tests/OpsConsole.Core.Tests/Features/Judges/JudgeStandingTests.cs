using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Judges;

/// <summary>The built-in overlap judge, measured against people who label what it judged; and what a gate makes of it.</summary>
public sealed class JudgeStandingTests : IAsyncDisposable
{
    private const string Gated = "tone";
    private readonly RunWorld _world = new();
    private int _run;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Unmeasured_NeitherMayGateNorLetsAGatePass()
    {
        await RunAsync();

        var standing = (await _world.Get<ListJudges>().HandleAsync(_world.Engineer, Now)).Value.Items.Single().Standing;
        Assert.Equal((false, false, "has not been measured against people"), (standing.IsMeasured, standing.MayGate, standing.Words));
        var rule = await GateAsync(GateMeasure.Metric);
        Assert.Equal(GateVerdict.Inconclusive, rule.Verdict);
        Assert.StartsWith("The judge overlap@1 has not been measured against people. Its verdicts decide nothing here.", rule.Why, StringComparison.Ordinal);
        Assert.Equal(GateVerdict.Inconclusive, (await GateAsync(GateMeasure.PassRate)).Verdict);
        Assert.NotEqual(GateVerdict.Inconclusive, (await GateAsync(GateMeasure.ErrorRate)).Verdict);
    }

    [Fact]
    public async Task PeopleAgree_ItMayGate()
    {
        await RunAsync();
        await LabelAsync((_, judge) => judge);

        var judge = await JudgeAsync();
        Assert.True(judge.Standing.MayGate, judge.Standing.Words);
        Assert.Equal((1.0, 24), (judge.Standing.Kappa.Value!.Value, judge.Standing.Kappa.Items));
        Assert.Empty(judge.Disagreements);
        Assert.NotEqual(GateVerdict.Inconclusive, (await GateAsync(GateMeasure.Metric)).Verdict);
    }

    [Fact]
    public async Task PeopleDisagree_ItIsBelowItsFloorAndListsWhere()
    {
        await RunAsync();
        await LabelAsync((number, judge) => number % 2 == 0 ? judge : !judge);

        var judge = await JudgeAsync();
        Assert.Equal((true, false), (judge.Standing.IsMeasured, judge.Standing.MayGate));
        Assert.Contains("below its floor of 0.60", judge.Standing.Words, StringComparison.Ordinal);
        Assert.Equal(12, judge.Disagreements.Count);
        Assert.Equal(12, judge.Standing.Matrix[0, 1] + judge.Standing.Matrix[1, 0]);
        Assert.Equal(GateVerdict.Inconclusive, (await GateAsync(GateMeasure.Metric)).Verdict);
    }

    [Fact]
    public async Task LabelsOfAnOpenQueue_CountNowhere()
    {
        await RunAsync();
        await LabelAsync((_, judge) => judge, most: 20);

        Assert.Equal(0, (await JudgeAsync()).Standing.Kappa.Items);
    }

    [Fact]
    public async Task Draft_ThatAJudgeUses_IsNotEditedAnyMore()
    {
        await RunAsync();

        var refused = await _world.Get<SaveDraft>().HandleAsync(new("judges/overlap", 1, 0, new PromptContent([new PromptMessage("user", "{{ output }}")], [new("output", PromptVariableType.Text, false, null)]), "x"), _world.Engineer, Now);

        Assert.Equal("prompts.used-by-judge", refused.Error!.Code);
    }

    [Fact]
    public async Task Version_TheSameAgain_IsRefusedAndAnotherIsTheNextNumber()
    {
        await RunAsync();
        var draft = Draft() with { PromptKey = "judges/overlap" };

        Assert.Equal("judges.unchanged", (await _world.Get<AddJudgeVersion>().HandleAsync(new("overlap", draft), _world.Engineer, Now)).Error!.Code);
        Assert.Equal(2, (await _world.Get<AddJudgeVersion>().HandleAsync(new("overlap", draft with { KappaFloor = 0.8 }), _world.Engineer, Now)).Value);
        Assert.True((await _world.Get<RetireJudge>().HandleAsync(new("overlap", 2, "too strict"), _world.Engineer, Now)).IsOk);
        var judge = (await _world.Get<GetJudge>().HandleAsync("overlap", _world.Engineer, Now)).Value;
        Assert.Equal((1, 2), (judge.Current!.Number, judge.Versions[0].Number));
    }

    [Theory]
    [InlineData("Key with blanks", "llm-rubric", 0.6)]
    [InlineData("ok", "no-such-type", 0.6)]
    [InlineData("ok", "llm-rubric", 1.5)]
    [InlineData("ok", "llm-rubric", double.NaN)]
    public async Task Create_WithABadField_IsRefused(string key, string type, double floor)
    {
        await RunAsync();

        var refused = await _world.Get<CreateJudge>().HandleAsync(new(key, Draft() with { AssertionType = type, KappaFloor = floor }), _world.Engineer, Now);

        Assert.Equal("judges.invalid", refused.Error!.Code);
        Assert.Equal("auth.denied", (await _world.Get<CreateJudge>().HandleAsync(new("ok", Draft()), TestConsole.Viewer, Now)).Error!.Code);
    }

    // Half of the questions repeat the rubric's words, so that the overlap judge passes them; the rest it fails.
    private async Task RunAsync()
    {
        await _world.SeedAsync(new()
        {
            Cases = 24,
            Template = "{% assign n = question | split: ' ' | last | modulo: 2 %}{% if n == 0 %}answer politely{% else %}go away{% endif %} {{ question }}",
            Assertions = [new Assertion { Type = "llm-rubric", Value = JsonSerializer.SerializeToElement("answer politely"), Metric = Gated }],
        });
        await using (var context = _world.Open())
        {
            context.Add(new ProviderModel { Provider = new Provider { Key = "builtin", Name = "Baselines", Kind = ProviderKind.Builtin }, Key = "overlap-judge", Name = "Overlap" });
            await context.DatasetCases.ExecuteUpdateAsync(set => set.SetProperty(row => row.Expected, (IReadOnlyList<string>)[]), Now);
            await context.SaveChangesAsync(Now);
        }

        var made = await _world.Get<CreateJudge>().HandleAsync(new("overlap", Draft()), _world.Engineer, Now);
        Assert.True(made.IsOk, made.Error?.Message);
        _run = await _world.PlanAsync();
        await _world.ExecuteAsync(_run);
        Assert.Equal(12, (await _world.CellsAsync(_run)).Count(cell => cell.Pass == true));
    }

    private static JudgeDraft Draft() => new() { Name = "Overlap", AssertionType = "llm-rubric", SystemKey = "numbers", ProviderKey = "builtin", ModelKey = "overlap-judge" };

    private async Task LabelAsync(Func<int, bool, bool> say, int most = 24)
    {
        var key = (await _world.Get<CreateLabelQueue>().HandleAsync(new(_run, "Tone", "polite", 1, new(LabelFilter.Judged, Sample: null)), _world.Engineer, Now)).Value;
        for (var i = 0; i < most; i++)
        {
            var number = (await _world.Get<TakeLabelItem>().HandleAsync(new(key), _world.Engineer, Now)).Value.Number!.Value;
            var judge = (await _world.Get<GetLabelItem>().HandleAsync(key, number, _world.Engineer, Now)).Value.Output.Contains("politely", StringComparison.Ordinal);
            Assert.True((await _world.Get<GiveLabel>().HandleAsync(new(key, number, say(i, judge), null, null), _world.Engineer, Now)).IsOk);
        }
    }

    private async Task<GetJudge.Version> JudgeAsync() => (await _world.Get<GetJudge>().HandleAsync("overlap", _world.Engineer, Now)).Value.Versions.Single();

    private async Task<RuleResult> GateAsync(GateMeasure measure)
    {
        var rule = new GateRule(measure, measure == GateMeasure.ErrorRate ? GateComparison.AtMost : GateComparison.AtLeast, 0.1, measure == GateMeasure.Metric ? Gated : null);
        var preview = await _world.Get<PreviewGate>().HandleAsync(new("numbers/ask", RunWorld.BenchmarkKey, [rule]), _world.Engineer, Now);
        return preview.Value.Runs.Single().Rules.Single();
    }
}
