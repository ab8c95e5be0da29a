namespace OpsConsole.Core.Statistics;

/// <summary>Percentiles of measured values.</summary>
public static class Percentile
{
    /// <summary>
    /// The value at rank (n − 1)·p, linearly between its neighbours: type 7 of Hyndman and Fan (Am. Stat. 50, 1996), as numpy, R and Excel's
    /// PERCENTILE.INC have it. Null without values.
    /// </summary>
    /// <param name="values">Finite numbers in any order; left as they are.</param>
    /// <param name="p">0..1; 0.95 for p95.</param>
    public static double? Of(ReadOnlySpan<double> values, double p)
    {
        var sorted = values.ToArray();
        Array.Sort(sorted);
        return OfSorted(sorted, p);
    }

    /// <summary>The same on values in ascending order, for several percentiles at the price of one sort.</summary>
    public static double? OfSorted(ReadOnlySpan<double> sorted, double p)
    {
        if (!(p is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(p), p, "A percentile is asked for as a share in 0..1.");
        }

        if (sorted.IsEmpty)
        {
            return null;
        }

        var position = (sorted.Length - 1) * p;
        var lower = (int)position;
        var upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
