using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

internal static class DeliveryServices
{
    /// <summary>A host that lets webhooks out registers its own <see cref="WebhookOptions"/>.</summary>
    public static void AddWebhookDelivery(this IServiceCollection services)
    {
        services.TryAddSingleton(new WebhookOptions(AllowedHosts.None));
        services.TryAddSingleton(RetentionOptions.Default);
        services.TryAddSingleton<WebhookSender>();
        services.TryAddSingleton<DeliveryAttempt>();
    }
}
