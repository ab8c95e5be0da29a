namespace OpsConsole.Core.Statistics;

/// <summary>Interval of the difference between two proportions over different cases.</summary>
public static class NewcombeIndependent
{
    /// <summary>
    /// First minus second, within −1..1: method 10 of Newcombe, "Interval estimation for the difference between independent proportions", Stat. Med. 17:873,
    /// 1998, which joins the Wilson limits of both. It holds at 0 and at all, where the textbook interval has no width.
    /// Without cases on a side that side's share is 0..1 and its estimate ½: only what the other side says is known.
    /// </summary>
    public static Interval Interval(long first, long firstTotal, long second, long secondTotal, double confidence = 0.95)
    {
        var (limits1, limits2) = (Wilson.Interval(first, firstTotal, confidence), Wilson.Interval(second, secondTotal, confidence));
        var (share1, share2) = (Share(first, firstTotal), Share(second, secondTotal));
        var difference = share1 - share2;
        return new Interval(
            Math.Max(-1, difference - Join(share1 - limits1.Low, limits2.High - share2)),
            Math.Min(1, difference + Join(limits1.High - share1, share2 - limits2.Low)));
    }

    private static double Share(long count, long total) => total == 0 ? 0.5 : (double)count / total;

    private static double Join(double x, double y) => Math.Sqrt((x * x) + (y * y));
}
