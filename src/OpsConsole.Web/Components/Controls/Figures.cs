using System.Globalization;

namespace OpsConsole.Web.Components.Controls;

/// <summary>Figures as people read them: three significant digits, a real minus sign, thin rules on units. Invariant, so a link shows all readers the same.</summary>
public static class Figures
{
    public const string None = "–";
    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    public static string Count(long value) => Minus(value.ToString("N0", Culture));

    /// <summary>A value with fixed decimals: figures of one column line up.</summary>
    public static string Fixed(double value, int decimals) => Minus(value.ToString("N" + decimals, Culture));

    /// <summary>As <see cref="Fixed"/>, with the sign written out; a value that rounds to zero has none.</summary>
    public static string Signed(double value, int decimals)
    {
        var text = Fixed(value, decimals);
        return value > 0 && text.Any(character => character is >= '1' and <= '9') ? "+" + text : text;
    }

    /// <summary>A share of one as a percentage: 0.8958 is "89.6 %".</summary>
    public static string Percent(double share, int decimals = 1) => Fixed(share * 100, decimals) + " %";

    /// <summary>Three significant digits, whole digits kept: 2,050 and 0.0123.</summary>
    public static string Significant(double value)
    {
        var size = Math.Abs(value);
        if (size == 0)
            return "0";

        // Rounding may carry into the next power of ten: 0.9997 is 1.00, not 1.000.
        var decimals = Decimals(size);
        return Fixed(value, Decimals(Math.Max(Math.Round(size, decimals), size)));
    }

    /// <summary>A latency: "640 ms", "1.16 s", "2 min 5 s".</summary>
    public static string Duration(TimeSpan time) => time switch
    {
        { TotalMilliseconds: < 1 } => Significant(time.TotalMilliseconds) + " ms",
        { TotalMilliseconds: < 999.5 } => Fixed(time.TotalMilliseconds, 0) + " ms",
        { TotalSeconds: < 59.95 } => Significant(time.TotalSeconds) + " s",
        { TotalSeconds: < 3599.5 } => WholeSeconds(TimeSpan.FromSeconds(Math.Round(time.TotalSeconds))),
        _ => WholeMinutes(TimeSpan.FromMinutes(Math.Round(time.TotalMinutes))),
    };

    private static string WholeMinutes(TimeSpan time) => time.Minutes == 0 ? $"{(int)time.TotalHours} h" : $"{(int)time.TotalHours} h {time.Minutes} min";

    private static string WholeSeconds(TimeSpan time) => time.Seconds == 0 ? $"{time.Minutes} min" : $"{time.Minutes} min {time.Seconds} s";

    /// <summary>Dollars: cents from ten cents on, below that three significant digits, because single calls cost fractions of a cent.</summary>
    public static string Dollars(decimal dollars)
    {
        var size = Math.Abs(dollars);
        var text = size is 0 or >= 0.1m ? size.ToString("N2", Culture) : Significant((double)size);
        return (dollars < 0 ? "−$" : "$") + text;
    }

    private static int Decimals(double size) => Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 9);

    /// <summary>Dollars as they are written in a price list: cents at least, and every digit beyond them.</summary>
    public static string ExactDollars(decimal dollars) => (dollars < 0 ? "−$" : "$") + Math.Abs(dollars).ToString("#,##0.00#######", Culture);

    private static string Minus(string text) => text.TrimStart('-').Any(character => character is >= '1' and <= '9') ? text.Replace('-', '−') : text.Replace("-", "", StringComparison.Ordinal);
}
