using System.Globalization;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Reports;

/// <summary>Figures as people read them; a dash is not known.</summary>
public static class FigureText
{
    public const string Unknown = "–";

    public static string Percent(double? share) => share is { } value ? string.Create(CultureInfo.InvariantCulture, $"{value * 100:0.0} %") : Unknown;

    /// <summary>Both ends of an interval of shares, in per cent.</summary>
    public static string Range(double? low, double? high) => low is { } from && high is { } to ? string.Create(CultureInfo.InvariantCulture, $"{from * 100:0.0}–{to * 100:0.0}") : Unknown;

    public static string Score(double? value) => value?.ToString("0.000", CultureInfo.InvariantCulture) ?? Unknown;

    public static string ScoreRange(Estimate? estimate) => estimate is null ? Unknown : string.Create(CultureInfo.InvariantCulture, $"{estimate.Low:0.000}–{estimate.High:0.000}");

    public static string Milliseconds(double? value) => value switch
    {
        null => Unknown,
        < 10 => value.Value.ToString("0.0 ms", CultureInfo.InvariantCulture),
        < 10_000 => value.Value.ToString("0 ms", CultureInfo.InvariantCulture),
        _ => (value.Value / 1000).ToString("0.0 s", CultureInfo.InvariantCulture),
    };

    /// <summary>Dollars with as many decimals as small amounts need.</summary>
    public static string Dollars(decimal? value) => value switch
    {
        null => Unknown,
        0 => "$0",
        < 0.01m => value.Value.ToString("$0.000000", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("$#,0.00##", CultureInfo.InvariantCulture),
    };

    public static string Count(long value) => value.ToString("#,0", CultureInfo.InvariantCulture);

    /// <summary>"1 case", "1,440 cases".</summary>
    public static string Count(long value, string noun) => $"{Count(value)} {noun}{(value == 1 ? "" : "s")}";

    public static string Time(TimeSpan time) => time.TotalSeconds switch
    {
        < 10 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.0} s"),
        < 60 => string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0} s"),
        < 3600 => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalMinutes} min {time.Seconds} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalHours} h {time.Minutes} min"),
    };

    /// <summary>A difference of shares: "+4.2 points".</summary>
    public static string Points(double difference) => Math.Round(difference * 100, 1) switch
    {
        < 0 and var points => string.Create(CultureInfo.InvariantCulture, $"−{-points:0.0} points"),
        > 0 and var points => string.Create(CultureInfo.InvariantCulture, $"+{points:0.0} points"),
        _ => "0.0 points",
    };

    /// <summary>Both ends of an interval of differences: "−1.2 to +9.6 points".</summary>
    public static string PointRange(double? low, double? high) =>
        low is { } from && high is { } to ? $"{Points(from).Replace(" points", "", StringComparison.Ordinal)} to {Points(to)}" : Unknown;

    public static string Probability(double? p) => p switch
    {
        null => Unknown,
        < 0.001 => "< 0.001",
        _ => p.Value.ToString("0.000", CultureInfo.InvariantCulture),
    };

    public static string Moment(DateTime utc) => utc.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);

    public static string Day(DateTime utc) => utc.ToString("d MMM yyyy", CultureInfo.InvariantCulture);
}
