using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Notifications.Webhooks;

/// <summary>Webhooks and their deliveries in words.</summary>
public static class WebhookWords
{
    public static string Of(IReadOnlyList<string> events) => events.Count switch
    {
        0 => "all",
        <= 2 => string.Join(", ", events),
        _ => $"{events[0]} and {events.Count - 1} more",
    };

    /// <summary>Where it leads. The rest of the address may be a secret of the target, so lists do not show it.</summary>
    public static string Host(string url) => Uri.TryCreate(url, UriKind.Absolute, out var address) ? address.Authority : url;

    public static StateLook Look(DeliveryState state) => state switch
    {
        DeliveryState.Pending => new("Waiting", Tone.Neutral, Shape.Clock),
        DeliveryState.Delivered => new("Arrived", Tone.Pass, Shape.Check),
        DeliveryState.Failed => new("Failed", Tone.Fail, Shape.Cross),
    };
}
