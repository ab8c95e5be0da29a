using System.Globalization;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Components.Controls;

/// <summary>Times in words, in the reader's zone.</summary>
public static class Times
{
    public static string Absolute(DateTime utc, BrowserTimeZone zone) => $"{zone.Local(utc).ToString("ddd d MMM yyyy, HH:mm", CultureInfo.InvariantCulture)} {zone.Name(utc)}";

    /// <summary>Minutes and hours within a day, the weekday within a week, the date beyond.</summary>
    public static string Relative(DateTime utc, DateTime now, BrowserTimeZone zone)
    {
        var distance = now - utc;
        var (size, pattern) = distance < TimeSpan.Zero ? (-distance, "in {0}") : (distance, "{0} ago");
        return size switch
        {
            { TotalSeconds: < 45 } => distance < TimeSpan.Zero ? "now" : "just now",
            { TotalMinutes: < 59.5 } => Fill(pattern, Math.Max(1, size.TotalMinutes), "min"),
            { TotalHours: < 23.5 } => Fill(pattern, size.TotalHours, "h"),
            { TotalDays: < 7 } => zone.Local(utc).ToString("ddd HH:mm", CultureInfo.InvariantCulture),
            _ => zone.Local(utc).ToString(zone.Local(utc).Year == zone.Local(now).Year ? "d MMM" : "d MMM yyyy", CultureInfo.InvariantCulture),
        };
    }

    private static string Fill(string pattern, double value, string unit) =>
        string.Format(CultureInfo.InvariantCulture, pattern, $"{Math.Round(value)} {unit}");
}
