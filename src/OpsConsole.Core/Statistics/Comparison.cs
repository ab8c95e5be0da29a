namespace OpsConsole.Core.Statistics;

/// <summary>
/// A candidate against a baseline over the same cases. The verdict is Better or Worse only when the interval leaves 0 out <em>and</em> the p value (after
/// Holm's correction where <see cref="AdjustTogether"/> was called) lies below 1 − confidence; otherwise it is TooFewCases when the cases are fewer than the rule asks for or
/// could not have shown a difference of the rule's margin, and NoEvidence when they could.
/// </summary>
public sealed record Comparison
{
    private Comparison(ComparisonRule rule) => Rule = rule;

    public ComparisonRule Rule { get; }

    /// <summary>Paired cases.</summary>
    public required int Cases { get; init; }

    /// <summary>Mean over the cases; NaN without cases.</summary>
    public required double Baseline { get; init; }

    /// <summary>Mean over the cases; NaN without cases.</summary>
    public required double Candidate { get; init; }

    /// <summary>Candidate − baseline.</summary>
    public double Difference => Candidate - Baseline;

    /// <summary>Of the difference; null below two cases.</summary>
    public required Interval? Interval { get; init; }

    /// <summary>Two-sided, not corrected; null without cases.</summary>
    public required double? PValue { get; init; }

    /// <summary>After Holm's correction over everything that was compared together.</summary>
    public double? AdjustedPValue { get; private init; }

    public required ComparisonMethod Method { get; init; }

    /// <summary>The smallest true difference that these cases would show with 80 % power.</summary>
    public required double MinimumDetectable { get; init; }

    public ComparisonVerdict Verdict
    {
        get
        {
            if (Cases < Rule.FewestCases || Interval is not { } interval)
            {
                return ComparisonVerdict.TooFewCases;
            }

            var significant = (AdjustedPValue ?? PValue) < 1 - Rule.Confidence;
            return significant && interval.LiesAbove(0) ? ComparisonVerdict.Better
                : significant && interval.LiesBelow(0) ? ComparisonVerdict.Worse
                : MinimumDetectable > Rule.Margin ? ComparisonVerdict.TooFewCases
                : ComparisonVerdict.NoEvidence;
        }
    }

    /// <summary>Cases that would find a difference of the rule's margin with 80 % power, as much as these vary; null where they do not tell.</summary>
    public required int? CasesNeeded { get; init; }

    /// <summary>Compares case by case. Both lists hold one value a case in the same order, repeats averaged; higher is better.</summary>
    public static Comparison Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, ComparisonRule? rule = null)
    {
        rule ??= ComparisonRule.Default;
        var differences = PairedBootstrap.Differences(baseline, candidate);
        return MethodOf(baseline, candidate) == ComparisonMethod.NewcombeMcNemar
            ? OfPasses(PairedCounts.Of(candidate, baseline), rule)
            : OfScores(baseline, candidate, differences, PairedBootstrap.Mean(differences, rule.Confidence, rule.Seed), rule);
    }

    /// <summary>The same where the bootstrap interval of the differences was computed already, together with others.</summary>
    public static Comparison Of(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, Interval? interval, ComparisonRule? rule = null) =>
        OfScores(baseline, candidate, PairedBootstrap.Differences(baseline, candidate), interval, rule ?? ComparisonRule.Default);

    /// <summary>By what these values are compared. Refuses values that are not finite.</summary>
    public static ComparisonMethod MethodOf(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate) =>
        IsPassOrFail(baseline) & IsPassOrFail(candidate) ? ComparisonMethod.NewcombeMcNemar : ComparisonMethod.BootstrapSignFlip;

    /// <summary>Corrects the p values of comparisons that are looked at together (candidates × metrics); their verdicts follow.</summary>
    public static IReadOnlyList<Comparison> AdjustTogether(IReadOnlyList<Comparison> comparisons)
    {
        var adjusted = new Queue<double>(Holm.Adjust([.. comparisons.Select(comparison => comparison.PValue).OfType<double>()]));
        return [.. comparisons.Select(comparison => comparison.PValue is null ? comparison : comparison with { AdjustedPValue = adjusted.Dequeue() })];
    }

    private static Comparison OfPasses(PairedCounts counts, ComparisonRule rule)
    {
        var n = counts.Total;

        // One case in doubt on either side: with no discordant case at all ψ would be 0 and every effect "detectable".
        var discordance = (counts.Discordant + 1.0) / (n + 2.0);
        return new Comparison(rule)
        {
            Cases = n,
            Baseline = (double)(counts.Both + counts.SecondOnly) / n,
            Candidate = (double)(counts.Both + counts.FirstOnly) / n,
            Interval = n < 2 ? null : NewcombePaired.Interval(counts, rule.Confidence),
            PValue = n == 0 ? null : McNemar.ExactP(counts.FirstOnly, counts.SecondOnly),
            Method = ComparisonMethod.NewcombeMcNemar,
            MinimumDetectable = MinimumDetectableEffect.PairedProportions(n, discordance, 1 - rule.Confidence),
            CasesNeeded = n == 0 ? null : NeededCases.PairedProportions(rule.Margin, discordance, 1 - rule.Confidence),
        };
    }

    private static Comparison OfScores(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double[] differences, Interval? interval, ComparisonRule rule)
    {
        var n = differences.Length;
        var mean = PairedBootstrap.Average(differences);
        var deviation = n < 2 ? 0 : Math.Sqrt(differences.Sum(difference => (difference - mean) * (difference - mean)) / (n - 1));
        if (n >= 2 && interval is { } settled && settled.Low.Equals(settled.High))
            (interval, deviation) = (EqualDifferences.Interval(n, mean, rule.Confidence), Math.Max(deviation, EqualDifferences.Deviation(n)));
        return new Comparison(rule)
        {
            Cases = n,
            Baseline = PairedBootstrap.Average(baseline),
            Candidate = PairedBootstrap.Average(candidate),
            Interval = interval,
            PValue = SignFlip.P(differences, rule.Seed),
            Method = ComparisonMethod.BootstrapSignFlip,
            MinimumDetectable = n < 2 ? double.PositiveInfinity : MinimumDetectableEffect.PairedMeans(n, deviation, 1 - rule.Confidence),
            CasesNeeded = n < 2 ? null : NeededCases.PairedMeans(rule.Margin, deviation, 1 - rule.Confidence),
        };
    }

    private static bool IsPassOrFail(ReadOnlySpan<double> values)
    {
        var only = true;
        foreach (var value in values)
        {
            if (!double.IsFinite(value))
            {
                throw new ArgumentOutOfRangeException(nameof(values), value, "A case's value is a finite number; a cell that failed has none and its case is left out.");
            }

            only &= value is 0 or 1;
        }

        return only;
    }
}
