namespace OpsConsole.Web.Features.Releases;

/// <summary>Distances in time where many stand below each other: "9 h", "6 d", never a date.</summary>
internal static class DueWords
{
    public static string Of(TimeSpan distance) => distance switch
    {
        { TotalMinutes: < 59.5 } => $"{Math.Max(1, Math.Round(distance.TotalMinutes))} min",
        { TotalHours: < 47.5 } => $"{Math.Round(distance.TotalHours)} h",
        _ => $"{Math.Round(distance.TotalDays)} d",
    };
}
