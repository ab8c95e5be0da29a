using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Graded;
using Xunit;

namespace OpsConsole.Core.Tests.Evals;

/// <summary>A judge without an opinion, wherever it stands: what it would have said is nowhere counted, neither as a pass nor as a zero.</summary>
public sealed class JudgedSetTests
{
    private const string Good = "good";
    private const string Bad = "bad";
    private const string Broken = "broken";

    [Theory]
    [InlineData(Good)]
    [InlineData(Bad)]
    public async Task Set_EveryJudgeHasSpoken_IsWeighed(string said)
    {
        var verdict = await EvaluateAsync(Set([Judged(said), Holds()]));

        Assert.Equal((said == Good, said == Good ? 0.9 : 0.6, null), (verdict.Pass, verdict.Score, verdict.NotJudged));
    }

    [Fact]
    public async Task Set_AJudgeFailed_IsNotJudgedAndSaysByWhom()
    {
        var verdict = await EvaluateAsync(Set([Holds(), Judged(Broken)]));

        Assert.Equal((false, "assert-set: llm-rubric: out of order"), (verdict.Pass, verdict.NotJudged));
        var set = Assert.Single(verdict.Results);
        Assert.Equal((true, false, "tone@1"), (set.IsNotJudged, set.Pass, set.Judge));
        Assert.Equal([false, true], set.Parts!.Select(part => part.IsNotJudged));
    }

    [Theory]
    [InlineData("llm-rubric")]
    [InlineData("not-llm-rubric")]
    public async Task Set_AJudgeFailedButAnotherPartFails_FailsByThatWithItsScoreAlone(string type)
    {
        var verdict = await EvaluateAsync(Set([Judged(Broken, type), Fails(), Holds(), Holds(), Holds()]));

        Assert.Equal((false, 0.75, null), (verdict.Pass, verdict.Score, verdict.NotJudged));
        Assert.StartsWith("assert-set: contains: ", verdict.Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("llm-rubric")]
    [InlineData("not-llm-rubric")]
    public async Task Set_OnlyAJudgeAndItFailed_NeitherPassesNorScoresZero(string type)
    {
        var verdict = await EvaluateAsync(Set([Judged(Broken, type)]), Holds());

        Assert.NotNull(verdict.NotJudged);
        Assert.Equal((false, 1.0), (verdict.Pass, verdict.Score));
    }

    // With a threshold any part may tip the scale: without the judge nobody knows on which side the set lies.
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.99)]
    public async Task Set_WithAThresholdAndAJudgeFailed_IsNotJudgedWhateverTheRestScores(double threshold)
    {
        var verdict = await EvaluateAsync(Set([Judged(Broken), Holds(), Fails()], threshold));

        Assert.Equal((false, true), (verdict.Pass, Assert.Single(verdict.Results).IsNotJudged));
    }

    [Fact]
    public async Task Set_AJudgeOfWeightZeroFailed_DecidesAsWithoutIt()
    {
        var verdict = await EvaluateAsync(Set([Judged(Broken) with { Weight = 0 }, Holds()], threshold: 0.5));

        Assert.Equal((true, 1.0, null), (verdict.Pass, verdict.Score, verdict.NotJudged));
        Assert.True(verdict.Results[0].Parts![0].IsNotJudged);
    }

    [Fact]
    public async Task Set_TwoJudgesFailedOneWithoutWeight_NamesTheOneThatCounts()
    {
        var verdict = await EvaluateAsync(Set([Judged(Broken) with { Weight = 0, Judge = "idle@1" }, Judged(Broken) with { Judge = "tone@7" }]));

        Assert.Equal("tone@7", verdict.Results[0].Judge);
    }

    [Fact]
    public async Task Set_OfWeightZeroWithAJudgeFailed_LeavesTheCaseItsVerdict()
    {
        var verdict = await EvaluateAsync(Set([Judged(Broken)]) with { Weight = 0 }, Holds());

        Assert.Equal((true, 1.0, null), (verdict.Pass, verdict.Score, verdict.NotJudged));
    }

    [Fact]
    public async Task Set_InASetWithAJudgeFailed_IsNotJudgedAllTheWayUp()
    {
        var verdict = await EvaluateAsync(Set([Set([Judged(Broken)]), Holds()]), Holds());

        Assert.Equal("assert-set: assert-set: llm-rubric: out of order", verdict.NotJudged);
        Assert.Equal([true, true, true], verdict.Results[0].All().Take(3).Select(result => result.IsNotJudged));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(0.5)]
    public async Task Set_NotJudged_LeavesTheOthersTheirWeights(double? threshold)
    {
        var verdict = await EvaluateAsync(threshold, Set([Judged(Broken)]) with { Weight = 8 }, Judged(Bad) with { Weight = 1 }, Holds() with { Weight = 3 });

        Assert.Equal((0.2 + 3) / 4, verdict.Score, 9);
        Assert.False(verdict.Pass);
        Assert.Equal(threshold is null, verdict.NotJudged is null);
    }

    [Fact]
    public async Task Inverse_OfAJudgeThatHasSpoken_TurnsPassAndScore()
    {
        var verdict = await EvaluateAsync(Set([Judged(Bad, "not-llm-rubric")]));

        Assert.Equal((true, 0.8), (verdict.Pass, verdict.Score));
    }

    [Fact]
    public void SelectBest_InASet_IsRefused() => Assert.Contains(
        "cannot stand inside a set", Check.Compiler.Compile([Set([Check.Assertion("select-best", "is best")])], null).Error!.Message, StringComparison.Ordinal);

    private static Task<CellVerdict> EvaluateAsync(params Assertion[] assertions) => EvaluateAsync(null, assertions);

    private static async Task<CellVerdict> EvaluateAsync(double? threshold, params Assertion[] assertions) => await Check.Compiler.Compile(assertions, threshold).Value
        .EvaluateAsync(Check.Output("an output") with { Judges = new Panel() }, TestContext.Current.CancellationToken);

    private static Assertion Set(IReadOnlyList<Assertion> assertions, double? threshold = null) => new() { Type = "assert-set", Assert = assertions, Threshold = threshold };

    private static Assertion Judged(string said, string type = "llm-rubric") => new() { Type = type, Value = JsonSerializer.SerializeToElement(said), Judge = "tone@1" };

    private static Assertion Holds() => Check.Assertion("contains", "output");

    private static Assertion Fails() => Check.Assertion("contains", "nowhere in it");

    /// <summary>Says what the rubric asks for.</summary>
    private sealed class Panel : IJudgePanel
    {
        public ValueTask<JudgeReply> AskAsync(JudgeQuestion question, CancellationToken cancellationToken) => new(question.Material["rubric"] switch
        {
            Good => new JudgeReply(question.Judge!, new JudgeOpinion(true, 0.8, "fine"), null),
            Bad => new JudgeReply(question.Judge!, new JudgeOpinion(false, 0.2, "poor"), null),
            _ => JudgeReply.Without(question.Judge, "out of order"),
        });

        public ValueTask<JudgeReply> CompareAsync(SimilarityQuestion question, CancellationToken cancellationToken) => new(JudgeReply.Without(question.Judge, "out of order"));
    }
}
