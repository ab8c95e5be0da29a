using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Notifications.Webhooks;

namespace OpsConsole.Web.Features.Notifications.Webhooks;

/// <summary>Restates a webhook.</summary>
public sealed partial class EditWebhookPage(GetWebhook get, UpdateWebhook update)
{
    private WebhookDraft? _draft;
    private string? _name;
    private int _revision;

    [Parameter]
    public string Key { get; set; } = "";

    protected override async Task OnInitializedAsync()
    {
        if (await GetAsync("Reading the webhook", actor => get.HandleAsync(new(Key, Limit: 1), actor, Ended)) is not { } webhook)
            return;

        (_draft, _name, _revision) = (WebhookDraft.Of(webhook.Facts), webhook.Facts.Name, webhook.Revision);
    }

    private async Task SaveAsync()
    {
        if (await RunAsync("Saving the webhook", actor => update.HandleAsync(new(Key, _revision, _draft!.ToFacts()), actor, CancellationToken.None)))
            Navigation.NavigateTo($"/settings/webhooks/{Key}");
    }
}
