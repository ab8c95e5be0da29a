namespace OpsConsole.Core.Statistics;

/// <summary>
/// Bootstrap intervals of means over cases: bias-corrected and accelerated (BCa; Efron, JASA 82, 1987; Efron and Tibshirani 1993, chapter 14), with the
/// acceleration from the jackknife. Deterministic: the same values and seed give the same interval on every machine.
/// </summary>
public static class PairedBootstrap
{
    public const ulong DefaultSeed = 20_260_101;

    private const int MostResamples = 9_999;
    private const int FewestResamples = 1_999;
    private const int Draws = 10_000_000;

    /// <summary>Interval of the mean; null below 2 cases, where nothing says how much they vary. One point where all values are equal.</summary>
    /// <param name="values">One finite number a case, repeats averaged.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    /// <param name="seed">Fixes the resamples.</param>
    public static Interval? Mean(ReadOnlySpan<double> values, double confidence = 0.95, ulong seed = DefaultSeed)
    {
        var z = Normal.TwoSided(confidence);
        if (values.Length < 2)
        {
            return null;
        }

        var moments = ColumnMoments.Of(values);
        return moments.Settled ?? Bca(moments, Resample(values, seed), z);
    }

    /// <summary>Interval of the mean of candidate − baseline, case by case: cases are drawn, so pairs stay together.</summary>
    public static Interval? MeanDifference(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate, double confidence = 0.95, ulong seed = DefaultSeed) =>
        Mean(Differences(baseline, candidate), confidence, seed);

    /// <param name="moments">Of the values.</param>
    /// <param name="means">Of the resamples, in ascending order.</param>
    /// <param name="z">The quantile that the confidence asks for.</param>
    internal static Interval Bca(ColumnMoments moments, double[] means, double z)
    {
        var bias = Normal.Quantile(ShareBelow(means, moments.Mean));
        return new Interval(At(means, Level(-z, bias, moments.Acceleration)), At(means, Level(z, bias, moments.Acceleration)));
    }

    internal static double[] Differences(ReadOnlySpan<double> baseline, ReadOnlySpan<double> candidate)
    {
        if (baseline.Length != candidate.Length)
        {
            throw new ArgumentException($"Pairs need equally many values, not {baseline.Length} and {candidate.Length}.", nameof(candidate));
        }

        var differences = new double[baseline.Length];
        for (var i = 0; i < differences.Length; i++)
        {
            differences[i] = candidate[i] - baseline[i];
        }

        return differences;
    }

    internal static double Average(ReadOnlySpan<double> values)
    {
        double sum = 0;
        foreach (var value in values)
        {
            sum += value;
        }

        return sum / values.Length;
    }

    // Ten million draws, a few hundredths of a second: many resamples where cases are few, never under two thousand.
    private static double[] Resample(ReadOnlySpan<double> values, ulong seed)
    {
        var n = values.Length;
        var random = new SeededRandom(seed);
        var means = new double[Math.Clamp(Draws / n, FewestResamples, MostResamples)];
        for (var b = 0; b < means.Length; b++)
        {
            double sum = 0;
            for (var i = 0; i < n; i++)
            {
                sum += values[random.Below(n)];
            }

            means[b] = sum / n;
        }

        Array.Sort(means);
        return means;
    }

    // Ties count half, as values on a coarse scale have many; kept off 0 and 1, whose quantiles are infinite.
    private static double ShareBelow(double[] means, double mean)
    {
        var tolerance = 1e-12 * Math.Max(1, Math.Abs(mean));
        double below = 0;
        foreach (var resampled in means)
        {
            below += resampled < mean - tolerance ? 1 : resampled <= mean + tolerance ? 0.5 : 0;
        }

        return Math.Clamp(below / means.Length, 0.5 / means.Length, 1 - (0.5 / means.Length));
    }

    private static double Level(double z, double bias, double acceleration)
    {
        var denominator = 1 - (acceleration * (bias + z));

        // Past this pole the adjustment has no meaning; it takes a skewness that no score in 0..1 with more than a handful of cases has.
        return denominator <= 0 ? (z > 0 ? 1 : 0) : Normal.Cdf(bias + ((bias + z) / denominator));
    }

    private static double At(double[] sorted, double level)
    {
        var position = Math.Clamp((level * (sorted.Length + 1)) - 1, 0, sorted.Length - 1);
        var lower = (int)position;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
