namespace OpsConsole.Core.Statistics;

/// <summary>Scores by bins of equal width over 0..1.</summary>
public static class ScoreHistogram
{
    public const int Bins = 20;

    /// <summary>How many values lie in each bin: from its lower end up to, and without, its upper end; the last holds 1 as well.</summary>
    /// <param name="values">0..1 each.</param>
    /// <param name="bins">1 or more.</param>
    public static int[] Of(ReadOnlySpan<double> values, int bins = Bins)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        var counts = new int[bins];
        foreach (var value in values)
        {
            if (!(value is >= 0 and <= 1))
            {
                throw new ArgumentOutOfRangeException(nameof(values), value, "A score lies in 0..1.");
            }

            // A score of 0.15 is a hair below its bin of twenty.
            counts[Math.Min(bins - 1, (int)((value * bins) + 1e-9))]++;
        }

        return counts;
    }
}
