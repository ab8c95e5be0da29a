using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Runs;

/// <summary>The one scale of all interval bars of a column; its ends are printed in the head.</summary>
public sealed record BarScale(double Min, double Max)
{
    public const double Step = 0.05;

    public string Left => Figures.Fixed(Min * 100, 0);

    public string Right => Figures.Fixed(Max * 100, 0);

    /// <summary>Rates: from the lowest bound, rounded down to five points, to the highest, rounded up.</summary>
    public static BarScale OfRates(IEnumerable<Estimate?> rates)
    {
        var known = rates.OfType<Estimate>().ToList();
        if (known.Count == 0)
            return new BarScale(0, 1);

        // All at 100 %: the scale still has a width.
        var low = Math.Min(1 - (2 * Step), Math.Floor(known.Min(rate => rate.Low) / Step) * Step);
        var high = Math.Ceiling(known.Max(rate => rate.High) / Step) * Step;
        return new BarScale(Math.Max(0, low), Math.Min(1, Math.Max(high, low + (2 * Step))));
    }

    /// <summary>Differences: zero in the middle, wide enough for the typical one; a candidate far off is said to be off scale instead of flattening all others.</summary>
    public static BarScale OfDifferences(IEnumerable<BaselineComparison?> comparisons) => OfDifferences(comparisons.Select(item => item?.Interval));

    /// <inheritdoc cref="OfDifferences(IEnumerable{BaselineComparison?})" />
    public static BarScale OfDifferences(IEnumerable<Estimate?> intervals)
    {
        var reaches = intervals.OfType<Estimate>().Select(item => Math.Max(Math.Abs(item.Low), Math.Abs(item.High))).Order().ToList();
        if (reaches.Count == 0)
            return new BarScale(-0.1, 0.1);

        var median = reaches[reaches.Count / 2];
        var reach = Math.Ceiling(reaches.Where(item => item <= 2.5 * median).DefaultIfEmpty(median).Max() / Step) * Step;
        reach = Math.Clamp(reach, Step, 1);
        return new BarScale(-reach, reach);
    }
}
