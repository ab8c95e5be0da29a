using OpsConsole.Core.Features.Notifications.Webhooks;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

namespace OpsConsole.Web.Features.Notifications.Webhooks;

/// <summary>Who is told of events, and whether it arrives.</summary>
public sealed partial class WebhooksPage(ListWebhooks list, WebhookOptions options)
{
    private IReadOnlyList<ListWebhooks.Item>? _webhooks;

    private string? Off => options.Allowed.Entries.Count == 0 ? "no host is listed" : null;

    private string Title => _webhooks switch
    {
        { Count: > 0 } all when all.Sum(item => item.Failed) is > 0 and var failed => $"{failed} deliver{(failed == 1 ? "y has" : "ies have")} failed",
        { Count: > 0 } all => $"{all.Count(item => item.Enabled)} of {all.Count} webhook{(all.Count == 1 ? "" : "s")} enabled, nothing has failed",
        _ => "Webhooks",
    };

    protected override Task OnInitializedAsync()
    {
        RefreshEvery(TimeSpan.FromSeconds(15), LoadAsync);
        return LoadAsync();
    }

    private async Task LoadAsync() => _webhooks = await GetAsync("Listing the webhooks", actor => list.HandleAsync(actor, Ended)) ?? _webhooks;
}
