using System.Globalization;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Releases.Guarding;

/// <summary>Guardrails as people repeat them in a meeting: what was measured, against what, and what is allowed.</summary>
internal static class GuardrailWords
{
    public static string PointsLimit(double allowed) => $"at most {Points(allowed)} points more";

    public static string RatioLimit(double allowed) => $"at most {Ratio(allowed)} times";

    /// <summary>"Errors: 6.1 % against 1.0 %, 5.1 points more (3.2 to 7.4); at most 2.0 allowed".</summary>
    public static string Shares(string name, double stable, double canary, Interval interval, double allowed, GuardrailState state)
    {
        var less = canary < stable;
        var range = less ? interval.Negate() : interval;
        return $"{name}: {Points(canary)} % against {Points(stable)} %, {Points(Math.Abs(canary - stable))} points {(less ? "less" : "more")} "
            + $"({Points(range.Low)} to {Points(range.High)}); at most {Points(allowed)} allowed{Doubt(state)}";
    }

    /// <summary>"Latency p95: 1.96 s against 1.84 s, 1.07 times; at most 1.25 times allowed".</summary>
    public static string Ratios(string name, string stable, string canary, double before, double now, double allowed, GuardrailState state) =>
        $"{name}: {canary} against {stable}{(before > 0 ? $", {Ratio(now / before)} times" : "")}; at most {Ratio(allowed)} times allowed{Doubt(state)}";

    public static string TooFew(string name, string unit, long stable, long canary, int fewest) => string.Create(
        CultureInfo.InvariantCulture, $"{name}: {canary:N0} {unit} on the canary and {stable:N0} on the stable arm; {Math.Max(1, fewest):N0} on each are needed to tell");

    public static string Milliseconds(double value) => value < 999.5
        ? string.Create(CultureInfo.InvariantCulture, $"{value:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{value / 1000:0.00} s");

    /// <summary>Four significant digits: a call costs fractions of a cent.</summary>
    public static string Dollars(double value)
    {
        var decimals = value <= 0 ? 2 : Math.Clamp(3 - (int)Math.Floor(Math.Log10(value)), 2, 9);
        return "$" + value.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    private static string Doubt(GuardrailState state) => state == GuardrailState.Waiting ? "; too few to be sure" : "";

    private static string Points(double share)
    {
        var text = (share * 100).ToString("0.0", CultureInfo.InvariantCulture);
        return text == "-0.0" ? "0.0" : text.Replace('-', '−');
    }

    private static string Ratio(double value) => value.ToString("0.00", CultureInfo.InvariantCulture);
}
