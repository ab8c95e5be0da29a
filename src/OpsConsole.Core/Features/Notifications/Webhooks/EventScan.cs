namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>
/// How far the audit log has been looked through for a webhook. An event's time is set before it is saved, so one may appear behind those that were
/// seen already: each look goes back a little.
/// </summary>
internal static class EventScan
{
    public static readonly TimeSpan Overlap = TimeSpan.FromMinutes(5);

    /// <summary>The mark of a webhook that is to hear of what happens from now on, and of nothing before.</summary>
    public static DateTime StartingAt(DateTime now) => now + Overlap;

    public static DateTime LooksBackTo(DateTime scannedUntil) => scannedUntil - Overlap;
}
