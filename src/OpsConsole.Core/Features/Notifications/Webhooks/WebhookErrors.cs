using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>Refusals about webhooks.</summary>
internal static class WebhookErrors
{
    public static Error NotFound(string key) => Error.NotFound("webhooks.not-found", $"There is no webhook {key}.");

    public static Error TooMany { get; } = Error.Conflict("webhooks.too-many", $"There are {CreateWebhook.Most} webhooks already, which is the most. Restate one that is needed no longer.");

    public static Error DeliveryNotFound(int id) => Error.NotFound("webhooks.delivery-not-found", $"There is no delivery {id}.");

    public static Error Arrived(int id) => Error.Conflict("webhooks.arrived", $"Delivery {id} has arrived. It is not sent twice.");

    public static Error UnderWay(int id) => Error.Conflict("webhooks.under-way", $"Delivery {id} is being sent right now. Look again in a moment.");
}
