using System.Globalization;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.LayoutLib.XAxisLib;

namespace OpsConsole.Web.Features.Runs;

/// <summary>A horizontal axis of figures above zero: from zero where they lie close, logarithmic where the small ones would melt into one.</summary>
public sealed record SpanAxis(double Low, double High, bool Log)
{
    private const int MostTicks = 6;

    /// <param name="apart">How many times the smallest the largest may be before the axis turns logarithmic; a figure of zero has no place there.</param>
    public static SpanAxis Of(double low, double high, double apart) => new(low, high, low > 0 && high > apart * low);

    /// <summary>Where a figure stands, from 0 at the left to 1.</summary>
    public double Share(double value)
    {
        var (low, high) = Range;
        return high > low ? ((Log ? Math.Log10(value) : value) - low) / (high - low) : 0;
    }

    public void Shape(XAxis axis, string title, string? prefix = null)
    {
        axis.Title = new Plotly.Blazor.LayoutLib.XAxisLib.Title { Text = Log ? $"{title}, log scale" : title };
        axis.Type = Log ? TypeEnum.Log : TypeEnum.Linear;
        axis.TickPrefix = prefix;
        axis.Range = [Range.Low, Range.High];
        if (!Log)
            return;

        // Plotly writes a 2 between 0.1 and 1 as a bare small "2".
        var ticks = Ticks();
        axis.TickMode = TickModeEnum.Array;
        axis.TickVals = [.. ticks.Cast<object>()];
        axis.TickText = [.. ticks.Select(tick => tick.ToString("0.######", CultureInfo.InvariantCulture))];
    }

    /// <summary>Round figures within the axis, as dense as there is room for them.</summary>
    public IReadOnlyList<double> Ticks()
    {
        double[][] steps = [[1, 2, 5], [1, 3], [1]];
        return steps.Select(Within).First(ticks => ticks.Count <= MostTicks || ticks.Count == Within([1]).Count);
    }

    private List<double> Within(double[] steps)
    {
        var (low, high) = Range;
        return
        [
            .. Enumerable.Range((int)Math.Floor(low), (int)(Math.Ceiling(high) - Math.Floor(low)) + 1)
                .SelectMany(power => steps.Select(step => step * Math.Pow(10, power)))
                .Where(tick => Math.Log10(tick) >= low && Math.Log10(tick) <= high),
        ];
    }

    private (double Low, double High) Range
    {
        get
        {
            if (!Log)
                return (0, High > 0 ? High * 1.07 : 1);

            var (low, high) = (Math.Log10(Low), Math.Log10(High));
            var margin = 0.06 * (high - low);
            return (low - margin, high + margin);
        }
    }
}
