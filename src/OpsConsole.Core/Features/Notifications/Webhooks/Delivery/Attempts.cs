namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>How often a delivery is tried: at once, then ever later over nearly nine hours, then given up.</summary>
internal static class Attempts
{
    private static readonly TimeSpan[] Waits =
        [TimeSpan.FromSeconds(10), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(2), TimeSpan.FromHours(6)];

    /// <summary>How long an attempt may be under way before it counts as lost with its process.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(1);

    public static int Most => Waits.Length + 1;

    /// <summary>The wait after attempt <paramref name="number"/> (from 1); null when there is no other.</summary>
    public static TimeSpan? WaitAfter(int number) => number <= Waits.Length ? Waits[number - 1] : null;
}
