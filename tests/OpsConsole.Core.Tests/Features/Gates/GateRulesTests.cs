using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Gates;

public sealed class GateRulesTests
{
    private static readonly LiveSide NothingLive = LiveSide.Nothing;

    [Theory]
    [InlineData(GateMeasure.PassRate, GateComparison.AtLeast, 0.9, GateVerdict.Pass)] // measured 0.9: the limit itself is met
    [InlineData(GateMeasure.PassRate, GateComparison.AtLeast, 0.9001, GateVerdict.Fail)]
    [InlineData(GateMeasure.PassRate, GateComparison.AtMost, 0.9, GateVerdict.Pass)]
    [InlineData(GateMeasure.PassRate, GateComparison.AtMost, 0.89, GateVerdict.Fail)]
    [InlineData(GateMeasure.MeanScore, GateComparison.AtLeast, 0.9, GateVerdict.Pass)]
    [InlineData(GateMeasure.MeanScore, GateComparison.AtLeast, 0.95, GateVerdict.Fail)]
    [InlineData(GateMeasure.LatencyP50, GateComparison.AtMost, 100, GateVerdict.Pass)]
    [InlineData(GateMeasure.LatencyP50, GateComparison.AtMost, 99.9, GateVerdict.Fail)]
    [InlineData(GateMeasure.LatencyP95, GateComparison.AtMost, 250, GateVerdict.Pass)]
    [InlineData(GateMeasure.LatencyP95, GateComparison.AtMost, 249, GateVerdict.Fail)]
    [InlineData(GateMeasure.CostPer1000, GateComparison.AtMost, 1.16, GateVerdict.Pass)]
    [InlineData(GateMeasure.CostPer1000, GateComparison.AtMost, 1.15, GateVerdict.Fail)]
    [InlineData(GateMeasure.ErrorRate, GateComparison.AtMost, 0, GateVerdict.Pass)]
    public void Judge_AbsoluteOnThePoint_PassesOrFails(GateMeasure measure, GateComparison comparison, double limit, GateVerdict verdict) =>
        Assert.Equal(verdict, GateRules.Judge(new GateRule(measure, comparison, limit), Of(90, 100), NothingLive).Verdict);

    [Theory]
    [InlineData(GateComparison.AtLeast, 0.82, GateVerdict.Pass)] // Wilson of 90 of 100: 0.8256 to 0.9448
    [InlineData(GateComparison.AtLeast, 0.83, GateVerdict.Inconclusive)]
    [InlineData(GateComparison.AtLeast, 0.94, GateVerdict.Inconclusive)]
    [InlineData(GateComparison.AtLeast, 0.95, GateVerdict.Fail)]
    [InlineData(GateComparison.AtMost, 0.95, GateVerdict.Pass)]
    [InlineData(GateComparison.AtMost, 0.9, GateVerdict.Inconclusive)]
    [InlineData(GateComparison.AtMost, 0.82, GateVerdict.Fail)]
    public void Judge_AbsoluteOnTheWholeInterval_LeavesOpenWhatItHolds(GateComparison comparison, double limit, GateVerdict verdict)
    {
        var result = GateRules.Judge(new GateRule(GateMeasure.PassRate, comparison, limit, OnBound: true), Of(90, 100), NothingLive);

        Assert.Equal(verdict, result.Verdict);
        Assert.Equal((0.9, 100), (result.Measured, result.Cases));
        Assert.Equal((0.8256, 0.9448), (Math.Round(result.Low!.Value, 4), Math.Round(result.High!.Value, 4)));
    }

    [Theory]
    [InlineData(GateMeasure.CostPer1000, "large had no price in this run.")]
    [InlineData(GateMeasure.Metric, "No assertion of the run reports the metric grounded.")]
    [InlineData(GateMeasure.LatencyP95, "The run has measured no latency.")]
    [InlineData(GateMeasure.PassRate, "The run has answered no case.")]
    [InlineData(GateMeasure.ErrorRate, "The run has answered no case.")]
    public void Judge_FigureThatTheRunDoesNotHave_IsInconclusiveWithTheReason(GateMeasure measure, string why)
    {
        var empty = new MeasuredCandidate("v3", 3, "large", 0, 0, 0, new CandidateSummary(0, 0, null, null, null, null, null, [], null), []);

        var result = GateRules.Judge(new GateRule(measure, GateComparison.AtMost, 1, "grounded"), empty, NothingLive);

        Assert.Equal((GateVerdict.Inconclusive, why, (double?)null, 0), (result.Verdict, result.Why, result.Measured, result.Cases));
    }

    [Fact]
    public void Judge_MetricOfOneCaseOnTheInterval_IsInconclusiveBecauseNoneIsKnown()
    {
        var candidate = Of(90, 100) with { Summary = Of(90, 100).Summary with { Metrics = [new MetricSummary("grounded", 0.95, 1)] } };

        var result = GateRules.Judge(new GateRule(GateMeasure.Metric, GateComparison.AtLeast, 0.9, "grounded", OnBound: true), candidate, NothingLive);

        Assert.Equal(GateVerdict.Inconclusive, result.Verdict);
        Assert.Equal(GateVerdict.Pass, GateRules.Judge(result.Rule with { OnBound = false }, candidate, NothingLive).Verdict);
    }

    [Theory]
    [InlineData(5, 95, false)]
    [InlineData(6, 94, true)]
    public void Judge_MoreThanFivePerCentErrors_AreSaid(int failed, int done, bool said) => Assert.Equal(
        said,
        GateRules.Judge(Rule(0.5), Of(90, 100) with { FailedCells = failed, DoneCells = done }, NothingLive).Why.Contains("ended in an error", StringComparison.Ordinal));

    [Fact]
    public void Judge_ErrorRate_CountsCellsAndStandsOnCases()
    {
        var result = GateRules.Judge(new GateRule(GateMeasure.ErrorRate, GateComparison.AtMost, 0.02), Of(90, 100) with { DoneCells = 291, FailedCells = 9 }, NothingLive);

        Assert.Equal((GateVerdict.Fail, 0.03, 100), (result.Verdict, result.Measured, result.Cases));
    }

    [Fact]
    public void Judge_RelativeWithNothingLive_PassesAndSaysWhy() => Assert.Equal(
        (GateVerdict.Pass, "Nothing is live yet: there is nothing to be worse than."), Brief(GateRules.Judge(NotWorse(0), Of(90, 100), NothingLive)));

    [Fact]
    public void Judge_RelativeForTheLiveVersionItself_Passes() =>
        Assert.Equal(GateVerdict.Pass, GateRules.Judge(NotWorse(0), Of(90, 100), new LiveSide(3, Of(90, 100))).Verdict);

    [Fact]
    public void Judge_RelativeWithLiveNotInTheRun_IsInconclusiveWithTheWayOut() => Assert.Equal(
        (GateVerdict.Inconclusive, "The live v2 is not in this run. Add v2 as a candidate to the benchmark."),
        Brief(GateRules.Judge(NotWorse(0.05), Of(90, 100), new LiveSide(2, null))));

    [Theory]
    [InlineData(180, 160, 0.02, GateVerdict.Pass)]
    [InlineData(180, 182, 0.05, GateVerdict.Pass)]
    [InlineData(180, 182, 0.01, GateVerdict.Inconclusive)]
    [InlineData(120, 180, 0.05, GateVerdict.Fail)]
    public void Judge_PassRateAgainstLive_IsPairedByNewcombe(int ours, int theirs, double limit, GateVerdict verdict)
    {
        var result = GateRules.Judge(NotWorse(limit), Of(ours, 200), Live(Of(theirs, 200)));

        var expected = NewcombePaired.Interval(new PairedCounts(Math.Min(ours, theirs), Math.Max(0, ours - theirs), Math.Max(0, theirs - ours), 200 - Math.Max(ours, theirs)));
        Assert.Equal((verdict, 200), (result.Verdict, result.Cases));
        Assert.Equal((expected.Low, expected.High), (result.Low!.Value, result.High!.Value));
    }

    [Fact]
    public void Judge_MeanScoreAgainstLive_IsPairedByTheBootstrap()
    {
        double[] live = [.. Enumerable.Range(0, 60).Select(i => 0.3 + (i % 7 * 0.05))];
        double[] ours = [.. live.Select((score, i) => score + (i % 3 * 0.01))];

        var result = GateRules.Judge(new GateRule(GateMeasure.MeanScore, GateComparison.NotWorseThanLive, 0.01), Scored(ours), Live(Scored(live)));

        var expected = PairedBootstrap.MeanDifference(live, ours)!.Value;
        Assert.Equal(GateVerdict.Pass, result.Verdict);
        Assert.Equal((expected.Low, expected.High), (result.Low!.Value, result.High!.Value));
    }

    [Fact]
    public void Judge_CasesWithErrorsOnOneSide_AreNoPairs()
    {
        var ours = Of(90, 100);
        var failed = ours with { Cells = [.. ours.Cells.Select((cell, i) => i < 30 ? new CaseCell(CaseOutcome.Error, null, 0, 0) : cell)] };

        Assert.Equal(70, GateRules.Judge(NotWorse(0.05), failed, Live(Of(90, 100))).Cases);
    }

    [Fact]
    public void Judge_FewerPairsThanTheConsoleSpeaksOf_IsInconclusive()
    {
        var result = GateRules.Judge(NotWorse(0.5), Of(19, 19), Live(Of(0, 19)));

        Assert.Equal((GateVerdict.Inconclusive, "19 cases answered on both sides; at least 20 are needed."), Brief(result));
        Assert.Equal(GateVerdict.Pass, GateRules.Judge(NotWorse(0.5), Of(20, 20), Live(Of(0, 20))).Verdict);
    }

    [Theory]
    [InlineData(0.5, GateVerdict.Pass)] // 0.80..0.90 against 0.85..0.95: −0.15 to 0.05
    [InlineData(0.15, GateVerdict.Pass)]
    [InlineData(0.1, GateVerdict.Inconclusive)]
    public void Judge_MetricAgainstLive_TakesTheWidestDifferenceOfBothIntervals(double limit, GateVerdict verdict)
    {
        var result = GateRules.Judge(
            new GateRule(GateMeasure.Metric, GateComparison.NotWorseThanLive, limit, "grounded"), Grounded(0.85, 0.8, 0.9), Live(Grounded(0.9, 0.85, 0.95)));

        Assert.Equal((verdict, -0.15, 0.05), (result.Verdict, Math.Round(result.Low!.Value, 9), Math.Round(result.High!.Value, 9)));
    }

    [Fact]
    public void Judge_ErrorRateAgainstLive_HoldsMoreErrorsAgainstTheCandidate()
    {
        var rule = new GateRule(GateMeasure.ErrorRate, GateComparison.NotWorseThanLive, 0.01);
        var (faulty, sound) = (Of(90, 100) with { DoneCells = 60, FailedCells = 40 }, Of(90, 100));

        Assert.Equal(GateVerdict.Fail, GateRules.Judge(rule, faulty, Live(sound)).Verdict);
        Assert.Equal(GateVerdict.Pass, GateRules.Judge(rule, sound, Live(faulty)).Verdict);
    }

    [Theory]
    [InlineData(GateMeasure.LatencyP95, 50, GateVerdict.Pass)] // 250 ms against 200 ms
    [InlineData(GateMeasure.LatencyP95, 49, GateVerdict.Fail)]
    [InlineData(GateMeasure.CostPer1000, 0.29, GateVerdict.Pass)] // $1.16 against $0.87
    [InlineData(GateMeasure.CostPer1000, 0.28, GateVerdict.Fail)]
    public void Judge_LatencyAndCostAgainstLive_GoByTheFiguresAlone(GateMeasure measure, double limit, GateVerdict verdict)
    {
        var live = Of(90, 100);
        var result = GateRules.Judge(
            new GateRule(measure, GateComparison.NotWorseThanLive, limit), Of(90, 100), Live(live with { Summary = live.Summary with { LatencyP95 = 200, CostPer1000Usd = 0.87m } }));

        Assert.Equal((verdict, (double?)null), (result.Verdict, result.Low));
        Assert.Contains("no interval is known for the difference", result.Why, StringComparison.Ordinal);
    }

    [Fact]
    public void Judge_LiveWithoutAPrice_NamesTheSideThatLacksIt()
    {
        var live = Of(90, 100);

        Assert.Equal(
            (GateVerdict.Inconclusive, "For the live v2: large had no price in this run."),
            Brief(GateRules.Judge(
                new GateRule(GateMeasure.CostPer1000, GateComparison.NotWorseThanLive, 1), Of(90, 100), Live(live with { Summary = live.Summary with { CostPer1000Usd = null } }))));
    }

    [Fact]
    public void Judge_LiveOnAnotherModel_SaysSo() => Assert.EndsWith(
        "v2 ran on small, v3 on large.", GateRules.Judge(NotWorse(0.05), Of(90, 100), Live(Of(90, 100) with { ModelKey = "small" })).Why, StringComparison.Ordinal);

    [Theory]
    [InlineData(new[] { GateVerdict.Pass, GateVerdict.Pass }, GateVerdict.Pass)]
    [InlineData(new[] { GateVerdict.Pass, GateVerdict.Inconclusive }, GateVerdict.Inconclusive)]
    [InlineData(new[] { GateVerdict.Inconclusive, GateVerdict.Fail, GateVerdict.Pass }, GateVerdict.Fail)]
    [InlineData(new GateVerdict[0], GateVerdict.Inconclusive)]
    public void Overall_OfRules_IsTheWorstAndNeverAPassWithoutOne(GateVerdict[] rules, GateVerdict gate) =>
        Assert.Equal(gate, GateRules.Overall(rules.Select(verdict => new RuleResult(Rule(0.5), "", null, null, null, 0, verdict, ""))));

    /// <summary>Whatever was measured: a stricter limit makes no verdict better.</summary>
    [Fact]
    public void Judge_TighterLimit_NeverMakesAVerdictBetter()
    {
        var random = new Random(20261123);
        GateMeasure[] shares = [GateMeasure.PassRate, GateMeasure.MeanScore, GateMeasure.ErrorRate];
        for (var round = 0; round < 600; round++)
        {
            var (candidate, live) = (Random(random), Random(random) with { Number = 2 });
            var comparison = (GateComparison)random.Next(3);
            var rule = new GateRule(shares[random.Next(shares.Length)], comparison, random.NextDouble(), OnBound: random.Next(2) == 0);
            var tighter = rule with { Limit = comparison == GateComparison.AtLeast ? rule.Limit + (random.NextDouble() * 0.3) : rule.Limit - (random.NextDouble() * 0.3) };

            var (before, after) = (GateRules.Judge(rule, candidate, Live(live)), GateRules.Judge(tighter, candidate, Live(live)));

            Assert.True(Strictness(after.Verdict) >= Strictness(before.Verdict), $"{before.Words}: {before.Verdict}; {after.Words}: {after.Verdict}");
        }
    }

    /// <summary>The whole interval is never more lenient than the point within it.</summary>
    [Fact]
    public void Judge_OnTheWholeInterval_NeverPassesWhatThePointFails()
    {
        var random = new Random(7);
        for (var round = 0; round < 600; round++)
        {
            var candidate = Random(random);
            var rule = new GateRule(GateMeasure.PassRate, (GateComparison)random.Next(2), random.NextDouble());

            var (point, interval) = (GateRules.Judge(rule, candidate, NothingLive).Verdict, GateRules.Judge(rule with { OnBound = true }, candidate, NothingLive).Verdict);

            Assert.True(interval == point || interval == GateVerdict.Inconclusive, $"{rule}: {point} and {interval}");
        }
    }

    private static int Strictness(GateVerdict verdict) => verdict switch { GateVerdict.Pass => 0, GateVerdict.Inconclusive => 1, GateVerdict.Fail => 2 };

    private static (GateVerdict Verdict, string Why) Brief(RuleResult result) => (result.Verdict, result.Why);

    private static GateRule Rule(double limit) => new(GateMeasure.PassRate, GateComparison.AtLeast, limit);

    private static GateRule NotWorse(double limit) => new(GateMeasure.PassRate, GateComparison.NotWorseThanLive, limit);

    private static LiveSide Live(MeasuredCandidate measured) => new(2, measured with { Number = 2 });

    private static MeasuredCandidate Grounded(double mean, double low, double high) =>
        Of(90, 100) with { Summary = Of(90, 100).Summary with { Metrics = [new MetricSummary("grounded", mean, 100, new Estimate(mean, low, high))] } };

    private static MeasuredCandidate Random(Random random)
    {
        var cases = random.Next(1, 120);
        return Of(random.Next(cases + 1), cases) with { FailedCells = random.Next(10) };
    }

    /// <summary>v3 on <c>large</c>: the first cases pass.</summary>
    private static MeasuredCandidate Of(int passed, int cases) => Scored([.. Enumerable.Range(0, cases).Select(i => i < passed ? 1.0 : 0.0)]);

    private static MeasuredCandidate Scored(double[] scores)
    {
        var rate = scores.Count(score => score >= 1);
        var wilson = Wilson.Interval(rate, scores.Length);
        var mean = scores.All(score => score is 0 or 1) ? wilson : PairedBootstrap.Mean(scores)!.Value;
        var summary = new CandidateSummary(
            scores.Length, 0, new Estimate((double)rate / scores.Length, wilson.Low, wilson.High), new Estimate(scores.Average(), mean.Low, mean.High), 100, 250, 1.16m, [], null);
        return new MeasuredCandidate(
            "v3", 3, "large", scores.Length, scores.Length, 0, summary,
            [.. scores.Select(score => new CaseCell(score >= 1 ? CaseOutcome.Pass : CaseOutcome.Fail, score, score >= 1 ? 1 : 0, 1))]);
    }
}
