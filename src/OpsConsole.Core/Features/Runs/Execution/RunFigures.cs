using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>Turns what a run's cells added up to into the figures that are shown: rates with intervals, percentiles, and the paired comparison.</summary>
internal static class RunFigures
{
    /// <summary>In the order of <paramref name="candidates"/>; p values are corrected over all candidates of the run.</summary>
    public static IReadOnlyList<CandidateSummary> Summarise(IReadOnlyList<CandidateTally> candidates, CandidateTally? baseline)
    {
        var compared = candidates.Where(candidate => baseline is not null && candidate != baseline).ToList();
        var comparisons = Comparison.AdjustTogether([.. compared.Select(candidate => Compare(baseline!, candidate))]);
        var byCandidate = compared.Zip(comparisons).ToDictionary(pair => pair.First, pair => pair.Second);
        return [.. candidates.Select(candidate => Summarise(candidate, baseline, byCandidate.GetValueOrDefault(candidate)))];
    }

    private static CandidateSummary Summarise(CandidateTally candidate, CandidateTally? baseline, Comparison? comparison)
    {
        var passes = Answered(candidate.PassShares);
        var scores = Answered(candidate.Scores);
        var latencies = candidate.Latencies.Order().ToArray();
        return new CandidateSummary(
            passes.Length,
            candidate.ErrorCells,
            PassRate(passes),
            MeanScore(scores),
            Percentile.OfSorted(latencies, 0.5),
            Percentile.OfSorted(latencies, 0.95),
            candidate.PricedCells == 0 ? null : candidate.Cost.Dollars * 1000 / candidate.PricedCells,
            [.. candidate.Metrics.OrderBy(metric => metric.Key, StringComparer.Ordinal).Select(metric => Metric(metric.Key, [.. metric.Value]))],
            comparison is null ? null : Describe(comparison, baseline!, candidate),
            candidate.ModelsReturned)
        {
            Judges = candidate.Judges,
        };
    }

    private static Estimate? PassRate(double[] passes)
    {
        if (passes.Length == 0)
        {
            return null;
        }

        var interval = Wilson.Interval(passes.Sum(), passes.Length);
        return new Estimate(passes.Average(), interval.Low, interval.High);
    }

    private static Estimate? MeanScore(double[] scores) =>
        PairedBootstrap.Mean(scores) is { } interval ? new Estimate(scores.Average(), interval.Low, interval.High)
        : scores is [var only] ? new Estimate(only, 0, 1)
        : null;

    private static MetricSummary Metric(string name, double[] values)
    {
        var mean = values.Average();
        var interval = values.All(value => value is 0 or 1) ? Wilson.Interval(values.Sum(), values.Length) : PairedBootstrap.Mean(values);
        return new MetricSummary(name, mean, values.Length, interval is { } bounds ? new Estimate(mean, bounds.Low, bounds.High) : null);
    }

    private static Comparison Compare(CandidateTally baseline, CandidateTally candidate)
    {
        var (before, after) = Paired(baseline, candidate);
        return Comparison.Of(before, after);
    }

    private static BaselineComparison Describe(Comparison comparison, CandidateTally baseline, CandidateTally candidate)
    {
        var (before, after) = Paired(baseline, candidate);
        return new BaselineComparison(
            comparison.Cases,
            Finite(comparison.Difference),
            comparison.Interval is { } interval ? new Estimate(Finite(comparison.Difference), interval.Low, interval.High) : null,
            comparison.PValue,
            comparison.AdjustedPValue,
            double.IsFinite(comparison.MinimumDetectable) ? comparison.MinimumDetectable : null,
            comparison.Method,
            comparison.Verdict,
            ComparisonWords.Of(comparison),
            before.Zip(after).Count(pair => pair is (0, 1)),
            before.Zip(after).Count(pair => pair is (1, 0)));
    }

    /// <summary>The pass shares of the cases that both have answered.</summary>
    private static (double[] Baseline, double[] Candidate) Paired(CandidateTally baseline, CandidateTally candidate)
    {
        var cases = Enumerable.Range(0, baseline.PassShares.Length).Where(i => !double.IsNaN(baseline.PassShares[i]) && !double.IsNaN(candidate.PassShares[i])).ToArray();
        return ([.. cases.Select(i => baseline.PassShares[i])], [.. cases.Select(i => candidate.PassShares[i])]);
    }

    private static double[] Answered(double[] values) => [.. values.Where(value => !double.IsNaN(value))];

    private static double Finite(double value) => double.IsFinite(value) ? value : 0;
}
