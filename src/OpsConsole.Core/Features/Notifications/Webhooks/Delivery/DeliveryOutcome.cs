namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>What came of one attempt.</summary>
/// <param name="Status">Null where no answer came.</param>
/// <param name="Error">In words; null when it arrived.</param>
public sealed record DeliveryOutcome(int? Status, string? Error, TimeSpan Took)
{
    public bool Arrived => Error is null;
}
