using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>Two columns over the cases that both have a value for, and what is known of their difference so far.</summary>
internal sealed class PairedValues
{
    private PairedValues(double[] baseline, double[] candidate)
    {
        (Baseline, Candidate) = (baseline, candidate);
        Method = Comparison.MethodOf(baseline, candidate);
        if (Method == ComparisonMethod.NewcombeMcNemar && Cases >= 2)
        {
            Interval = NewcombePaired.Interval(PairedCounts.Of(candidate, baseline));
        }
    }

    public double[] Baseline { get; }

    public double[] Candidate { get; }

    public ComparisonMethod Method { get; }

    public int Cases => Baseline.Length;

    public double Difference => Cases == 0 ? 0 : Candidate.Average() - Baseline.Average();

    public bool NeedsBootstrap => Method == ComparisonMethod.BootstrapSignFlip && Cases >= 2;

    /// <summary>Known at once for passes and failures; set when the bootstrap has it otherwise.</summary>
    public Interval? Interval { get; set; }

    public double[] Differences() => [.. Candidate.Zip(Baseline, (after, before) => after - before)];

    public PartialEstimate? Estimate => Cases < 2 ? null : new PartialEstimate(Difference, Interval?.Low, Interval?.High);

    /// <summary>The test as well; takes its time where patterns of signs are drawn.</summary>
    public Comparison Compare() => Method == ComparisonMethod.NewcombeMcNemar ? Comparison.Of(Baseline, Candidate) : Comparison.Of(Baseline, Candidate, Interval);

    public ComparedDifference Describe(Comparison? comparison) => new(
        Cases,
        Difference,
        Interval?.Low,
        Interval?.High,
        comparison?.PValue,
        comparison?.AdjustedPValue,
        comparison is { MinimumDetectable: var smallest } && double.IsFinite(smallest) ? smallest : null,
        comparison?.CasesNeeded,
        Method,
        comparison?.Verdict,
        comparison is null ? null : ComparisonWords.Of(comparison),
        Baseline.Zip(Candidate).Count(pair => pair is (0, 1)),
        Baseline.Zip(Candidate).Count(pair => pair is (1, 0)));

    /// <param name="rows">Only these; null for all.</param>
    public static PairedValues Of(double[] baseline, double[] candidate, IReadOnlyList<int>? rows = null)
    {
        var both = (rows ?? [.. Enumerable.Range(0, baseline.Length)]).Where(row => !double.IsNaN(baseline[row]) && !double.IsNaN(candidate[row])).ToArray();
        return new PairedValues([.. both.Select(row => baseline[row])], [.. both.Select(row => candidate[row])]);
    }
}
