using OpsConsole.Core.Statistics;
using Xunit;

namespace OpsConsole.Core.Tests.Statistics;

public sealed class ComparisonTests
{
    [Fact]
    public void Of_TheMockupsRun_GivesItsFiguresAndWords()
    {
        var comparison = Passes(both: 204, fixedCases: 12, regressed: 2, neither: 22);

        Assert.Equal(ComparisonMethod.NewcombeMcNemar, comparison.Method);
        Assert.Equal((206 / 240.0, 216 / 240.0), (comparison.Baseline, comparison.Candidate));
        Assert.Equal(0.0129, comparison.PValue!.Value, 4);
        Assert.Equal(ComparisonVerdict.Better, comparison.Verdict);
        Assert.Equal("Better by 4.2 points (1.0 to 7.6), 240 cases", ComparisonWords.Of(comparison));
    }

    [Fact]
    public void Of_SidesExchanged_IsWorseByAsMuch()
    {
        var comparison = Passes(both: 204, fixedCases: 2, regressed: 12, neither: 22);

        Assert.Equal("Worse by 4.2 points (1.0 to 7.6), 240 cases", ComparisonWords.Of(comparison));
    }

    [Fact]
    public void Of_ScoresBetweenZeroAndOne_UsesTheBootstrap()
    {
        var random = new Random(2);
        var baseline = Enumerable.Range(0, 120).Select(_ => Math.Round(random.NextDouble(), 2)).ToArray();
        var candidate = baseline.Select(score => Math.Min(1, score + 0.05 + (0.1 * random.NextDouble()))).ToArray();

        var comparison = Comparison.Of(baseline, candidate);

        Assert.Equal(ComparisonMethod.BootstrapSignFlip, comparison.Method);
        Assert.Equal(ComparisonVerdict.Better, comparison.Verdict);
        Assert.InRange(comparison.Difference, comparison.Interval!.Value.Low, comparison.Interval.Value.High);
        Assert.Equal(comparison.PValue, Comparison.Of(baseline, candidate).PValue);
    }

    [Fact]
    public void Of_AveragedRepeats_UsesTheBootstrap()
    {
        double[] baseline = [1, 2 / 3.0, 0, 1];

        Assert.Equal(ComparisonMethod.BootstrapSignFlip, Comparison.Of(baseline, [1, 1, 1, 1]).Method);
    }

    [Theory]
    [InlineData(0, "Too few cases to tell: 0 cases, at least 20 are needed")]
    [InlineData(1, "Too few cases to tell: 1 case, at least 20 are needed")]
    [InlineData(19, "Too few cases to tell: 19 cases, at least 20 are needed")]
    public void Of_FewerThanTwentyCases_SaysNothingHoweverClear(int n, string words)
    {
        var comparison = Passes(both: 0, fixedCases: n, regressed: 0, neither: 0);

        Assert.Equal(ComparisonVerdict.TooFewCases, comparison.Verdict);
        Assert.Equal(words, ComparisonWords.Of(comparison));
    }

    [Fact]
    public void Of_EnoughCasesForTheMarginAndNoDifference_IsNoEvidence()
    {
        var comparison = Passes(both: 195, fixedCases: 8, regressed: 11, neither: 26);

        Assert.InRange(comparison.MinimumDetectable, 0.02, 0.1);
        Assert.Equal(ComparisonVerdict.NoEvidence, comparison.Verdict);
        Assert.StartsWith("No evidence of a difference: −1.2 points (−5.", ComparisonWords.Of(comparison), StringComparison.Ordinal);
    }

    [Fact]
    public void Of_FewCasesThatDisagreeMuch_AreTooFewAndSayWhatTheyWouldShow()
    {
        var comparison = Passes(both: 10, fixedCases: 9, regressed: 8, neither: 13);

        Assert.Equal(ComparisonVerdict.TooFewCases, comparison.Verdict);
        Assert.Matches(@"^Too few cases to tell: \+2\.5 points \(−\d+\.\d to \+\d+\.\d\), 40 cases reliably show differences from \d+\.\d points up$", ComparisonWords.Of(comparison));
    }

    [Fact]
    public void Of_AllPassOnBothSides_IsNoEvidence()
    {
        var comparison = Passes(both: 240, fixedCases: 0, regressed: 0, neither: 0);

        Assert.Equal((0.0, 1.0, ComparisonVerdict.NoEvidence), (comparison.Difference, comparison.PValue, comparison.Verdict));
    }

    [Fact]
    public void Of_EqualScores_IsNoEvidenceAndNoCertainty()
    {
        var scores = Enumerable.Repeat(0.5, 50).ToArray();
        var comparison = Comparison.Of(scores, scores);

        // 0 of 50 by Clopper and Pearson: at most 7.11 % (tables of the exact binomial interval, 95 %).
        Assert.Equal((-0.0711, 0.0711), (Math.Round(comparison.Interval!.Value.Low, 4), Math.Round(comparison.Interval.Value.High, 4)));
        Assert.True(comparison.MinimumDetectable > 0.05);
        Assert.Equal(ComparisonVerdict.NoEvidence, comparison.Verdict);
    }

    [Fact]
    public void Of_TwoCasesWithTheSameDifference_ReachesAlmostEverywhere()
    {
        var interval = Comparison.Of([2.0 / 3, 1.0 / 3], [2.0 / 3, 1.0 / 3]).Interval!.Value;

        Assert.True(interval is { Low: < -0.8, High: > 0.8 });
    }

    [Fact]
    public void Of_NotANumber_Throws()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => Comparison.Of([1, double.NaN], [1, 1]));
        Assert.Throws<ArgumentException>(() => Comparison.Of([1], [1, 1]));
    }

    [Fact]
    public void AdjustTogether_TheMockupsFourCandidates_GivesItsHolmValues()
    {
        // Discordant counts that fit the mockup's points and p values: v7 against v6, claude, llama, extractive.
        Comparison[] comparisons =
        [
            Passes(204, 12, 2, 22),
            Passes(203, 17, 3, 17),
            Passes(196, 7, 10, 27),
            Passes(124, 6, 82, 28),
        ];

        var adjusted = Comparison.AdjustTogether(comparisons);

        Assert.Equal(0.026, adjusted[0].AdjustedPValue!.Value, 3);
        Assert.Equal(0.008, adjusted[1].AdjustedPValue!.Value, 3);
        Assert.Equal(0.63, adjusted[2].AdjustedPValue!.Value, 2);
        Assert.InRange(adjusted[3].AdjustedPValue!.Value, 0, 0.001);
        Assert.Equal(
            [ComparisonVerdict.Better, ComparisonVerdict.Better, ComparisonVerdict.NoEvidence, ComparisonVerdict.Worse],
            adjusted.Select(comparison => comparison.Verdict));
        Assert.Equal((2.2, 9.8), InPoints(adjusted[1]));
        Assert.Equal((-4.9, 2.3), InPoints(adjusted[2]));
    }

    [Fact]
    public void AdjustTogether_ManyComparisons_TakeBackAVerdictThatChanceExplains()
    {
        var alone = Passes(204, 12, 2, 22);
        var among = Comparison.AdjustTogether([alone, .. Enumerable.Range(0, 9).Select(_ => Passes(200, 10, 10, 20)), Comparison.Of([], [])]);

        Assert.Equal(ComparisonVerdict.Better, alone.Verdict);
        Assert.Equal(ComparisonVerdict.NoEvidence, among[0].Verdict);
        Assert.Equal(ComparisonVerdict.TooFewCases, among[^1].Verdict);
    }

    [Fact]
    public void Of_NoTrueDifference_RarelySpeaksOfOne()
    {
        var random = new Random(23);
        var alarms = 0;
        for (var round = 0; round < 1_000; round++)
        {
            double Draw() => random.NextDouble() < 0.85 ? 1 : 0;
            var comparison = Comparison.Of(Enumerable.Range(0, 100).Select(_ => Draw()).ToArray(), Enumerable.Range(0, 100).Select(_ => Draw()).ToArray());
            alarms += comparison.Verdict is ComparisonVerdict.Better or ComparisonVerdict.Worse ? 1 : 0;
        }

        Assert.InRange(alarms, 0, 60);
    }

    private static (double Low, double High) InPoints(Comparison comparison) =>
        (Math.Round(100 * comparison.Interval!.Value.Low, 1), Math.Round(100 * comparison.Interval.Value.High, 1));

    private static Comparison Passes(int both, int fixedCases, int regressed, int neither)
    {
        static IEnumerable<double> Times(double value, int n) => Enumerable.Repeat(value, n);
        double[] baseline = [.. Times(1, both), .. Times(0, fixedCases), .. Times(1, regressed), .. Times(0, neither)];
        double[] candidate = [.. Times(1, both), .. Times(1, fixedCases), .. Times(0, regressed), .. Times(0, neither)];
        return Comparison.Of(baseline, candidate);
    }
}
