using System.Globalization;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>A five-field cron in words, where it is one of the usual ones; otherwise the fields themselves.</summary>
public static class CronWords
{
    public static string Of(string cron, string? zone) => $"{Of(cron)}, {zone ?? "UTC"}";

    /// <summary>Without its zone, where that stands elsewhere.</summary>
    public static string Of(string cron)
    {
        var fields = cron.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return (fields.Length == 5 ? Words(fields) : null) ?? $"cron {cron}";
    }

    private static string? Words(string[] fields)
    {
        var (minute, hour, day, month, weekday) = (fields[0], fields[1], fields[2], fields[3], fields[4]);
        if (month != "*")
            return null;
        if (hour == "*" && day == "*" && weekday == "*")
            return minute == "*" ? "every minute" : minute.StartsWith("*/", StringComparison.Ordinal) ? $"every {minute[2..]} minutes" : Number(minute) is { } past ? $"every hour at :{past:00}" : null;
        if (Number(minute) is not { } m || Number(hour) is not { } h)
            return null;

        var at = string.Create(CultureInfo.InvariantCulture, $"at {h:00}:{m:00}");
        return (day, weekday) switch
        {
            ("*", "*") => $"every day {at}",
            ("*", "1-5" or "MON-FRI") => $"Monday to Friday {at}",
            ("*", var one) when Number(one) is >= 0 and <= 7 and var number => $"every {CultureInfo.InvariantCulture.DateTimeFormat.GetDayName((DayOfWeek)(number % 7))} {at}",
            (var date, "*") when Number(date) is { } number => $"on day {number} of each month {at}",
            _ => null,
        };
    }

    private static int? Number(string field) => int.TryParse(field, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
