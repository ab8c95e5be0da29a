using Cronos;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>When a benchmark runs by itself: five-field cron in a time zone.</summary>
public sealed class Schedule
{
    private readonly CronExpression _cron;
    private readonly TimeZoneInfo _zone;

    private Schedule(CronExpression cron, TimeZoneInfo zone) => (_cron, _zone) = (cron, zone);

    /// <param name="cron">Minute, hour, day of month, month, day of week.</param>
    /// <param name="timeZone">IANA name; null is UTC.</param>
    public static Result<Schedule> Parse(string cron, string? timeZone)
    {
        if (!CronExpression.TryParse(cron, CronFormat.Standard, out var expression))
            return Error.Invalid("benchmarks.cron", $"'{cron}' is no schedule. Give five fields: minute, hour, day of month, month, day of week, as in 15 2 * * *.");

        var zone = TimeZoneInfo.Utc;
        if (timeZone is not null && !(TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out var found) && (zone = found).HasIanaId))
            return Error.Invalid("benchmarks.time-zone", $"'{timeZone}' is no IANA time zone. Give a name like Europe/Stockholm.");
        if (expression.GetNextOccurrence(DateTime.UnixEpoch, TimeZoneInfo.Utc) is null)
            return Error.Invalid("benchmarks.cron", $"'{cron}' never fires: there is no such day.");
        return new Schedule(expression, zone);
    }

    /// <summary>The next firings after a moment, all in UTC.</summary>
    public IReadOnlyList<DateTime> NextAfter(DateTime utc, int count)
    {
        var firings = new List<DateTime>(count);
        for (var at = _cron.GetNextOccurrence(utc, _zone); at is { } firing && firings.Count < count; at = _cron.GetNextOccurrence(firing, _zone))
            firings.Add(firing);
        return firings;
    }
}
