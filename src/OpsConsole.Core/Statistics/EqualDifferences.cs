namespace OpsConsole.Core.Statistics;

/// <summary>
/// What n paired differences tell that are all the same. Resampling them gives one point, as if the next case could not differ; it may. With no deviating
/// case among n, the share of cases that deviate is at most 1 − (α/2)^(1/n) (the exact Clopper and Pearson bound for zero, of which "three in n" is the
/// rule of thumb; Hanley and Lippman-Hand, JAMA 249 (1983) 1743), and a deviating difference of scores lies anywhere between −1 and 1.
/// </summary>
public static class EqualDifferences
{
    /// <param name="n">Cases, at least 1.</param>
    /// <param name="difference">The one that all have, −1..1.</param>
    /// <param name="confidence">0..1, both sides together.</param>
    public static Interval Interval(int n, double difference, double confidence)
    {
        var share = 1 - Math.Pow((1 - confidence) / 2, 1.0 / n);
        return new Interval(difference - (share * Math.Max(0, difference + 1)), difference + (share * Math.Max(0, 1 - difference)));
    }

    /// <summary>For power: one case in doubt on either side, as for passes.</summary>
    public static double Deviation(int n) => Math.Sqrt(1.0 / (n + 2.0));
}
