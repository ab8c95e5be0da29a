namespace OpsConsole.Core.Statistics;

/// <summary>Interval of a proportion.</summary>
public static class Wilson
{
    /// <summary>
    /// The score interval without continuity correction (Wilson, JASA 22, 1927; method 3 of Newcombe, Stat. Med. 17:857, 1998), within 0..1.
    /// Without observations it is 0..1: nothing is known.
    /// </summary>
    /// <param name="successes">From 0 to <paramref name="n"/>. May be fractional, for cases whose repeats were averaged: the interval is then on the wide side,
    /// because averages vary less than single passes and failures.</param>
    /// <param name="n">Number of cases, 0 or more.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Interval Interval(double successes, long n, double confidence = 0.95)
    {
        var z = Normal.TwoSided(confidence);
        ArgumentOutOfRangeException.ThrowIfNegative(n);
        if (!(successes >= 0 && successes <= n))
        {
            throw new ArgumentOutOfRangeException(nameof(successes), successes, $"Successes lie in 0..{n}.");
        }

        if (n == 0)
        {
            return new Interval(0, 1);
        }

        var centre = (2 * successes) + (z * z);
        var half = z * Math.Sqrt((z * z) + (4 * successes * (1 - (successes / n))));
        var scale = 2 * (n + (z * z));

        // At the ends the limits are exactly 0 and 1; rounding would leave them a hair inside or outside.
        return new Interval(successes == 0 ? 0 : (centre - half) / scale, successes == n ? 1 : (centre + half) / scale);
    }
}
