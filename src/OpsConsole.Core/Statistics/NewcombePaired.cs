namespace OpsConsole.Core.Statistics;

/// <summary>Interval of the difference between two proportions over the same cases.</summary>
public static class NewcombePaired
{
    /// <summary>
    /// First minus second, within −1..1: method 10 of Newcombe, "Improved confidence intervals for the difference between binomial proportions based on
    /// paired data", Stat. Med. 17:2635, 1998. It joins the Wilson limits of both proportions by their correlation φ; the continuity detail of method 10
    /// is in φ's numerator ad − bc, which is lowered by n/2, but not below 0, when it is positive. φ is 0 where a margin is empty.
    /// Without cases the interval is −1..1: nothing is known.
    /// </summary>
    public static Interval Interval(PairedCounts counts, double confidence = 0.95)
    {
        var (a, b, c, d) = ((double)counts.Both, (double)counts.FirstOnly, (double)counts.SecondOnly, (double)counts.Neither);
        var n = counts.Total;
        if (n == 0)
        {
            return new Interval(-1, 1);
        }

        var (first, second) = ((a + b) / n, (a + c) / n);
        var (limits1, limits2) = (Wilson.Interval(a + b, n, confidence), Wilson.Interval(a + c, n, confidence));
        var phi = Phi(a, b, c, d);
        var difference = (b - c) / n;
        return new Interval(
            Math.Max(-1, difference - Join(first - limits1.Low, limits2.High - second, phi)),
            Math.Min(1, difference + Join(limits1.High - first, second - limits2.Low, phi)));
    }

    private static double Phi(double a, double b, double c, double d)
    {
        var margins = (a + b) * (c + d) * (a + c) * (b + d);
        if (margins == 0)
        {
            return 0;
        }

        var numerator = (a * d) - (b * c);
        return (numerator > 0 ? Math.Max(numerator - ((a + b + c + d) / 2), 0) : numerator) / Math.Sqrt(margins);
    }

    private static double Join(double x, double y, double phi) => Math.Sqrt(Math.Max(0, (x * x) - (2 * phi * x * y) + (y * y)));
}
