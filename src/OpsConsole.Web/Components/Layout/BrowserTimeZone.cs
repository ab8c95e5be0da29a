namespace OpsConsole.Web.Components.Layout;

/// <summary>The reader's time zone, told by the browser when the window opens; UTC until then and where the name is unknown.</summary>
public sealed class BrowserTimeZone
{
    public TimeZoneInfo Zone { get; private set; } = TimeZoneInfo.Utc;

    public void Set(string? ianaName) => Zone = ianaName is not null && TimeZoneInfo.TryFindSystemTimeZoneById(ianaName, out var zone) ? zone : TimeZoneInfo.Utc;

    /// <summary>A stored UTC time as the reader's clock shows it.</summary>
    public DateTime Local(DateTime utc) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), Zone);

    /// <summary>The offset that held at that time, "UTC+01:00": short names such as CST mean several zones.</summary>
    public string Name(DateTime utc)
    {
        var at = DateTime.SpecifyKind(utc, DateTimeKind.Utc);
        var offset = Zone.GetUtcOffset(at);
        return offset == TimeSpan.Zero ? "UTC" : $"UTC{(offset < TimeSpan.Zero ? '−' : '+')}{offset:hh\\:mm}";
    }
}
