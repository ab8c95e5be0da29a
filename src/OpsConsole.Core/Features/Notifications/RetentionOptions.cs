namespace OpsConsole.Core.Features.Notifications;

/// <summary>How long what was told is kept. The audit log, which it tells of, is kept for ever.</summary>
/// <param name="DeliveryDays">Of webhook deliveries that arrived or were given up.</param>
/// <param name="NotificationDays">Of notifications, read or not.</param>
public sealed record RetentionOptions(int DeliveryDays, int NotificationDays)
{
    /// <summary>Deliveries are told apart by their rows: those of events that may still be scanned again must be there.</summary>
    public const int FewestDays = 7;

    public const int MostDays = 3_650;

    public static RetentionOptions Default { get; } = new(90, 180);
}
