using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Notifications.Webhooks;

/// <summary>One webhook: whether it works, and what it was sent.</summary>
public sealed partial class WebhookPage(GetWebhook get, TestWebhook test, RetryDelivery retry)
{
    private const int Listed = 50;
    private GetWebhook.Details? _webhook;
    private DeliveryOutcome? _outcome;
    private string? _sending;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "state")]
    private string? StateText { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    private DeliveryState? State => Enum.TryParse<DeliveryState>(StateText, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    private string Note => _webhook is not { } shown ? "" : $"{Figures.Count(shown.Pending)} waiting, {Figures.Count(shown.Failed)} failed";

    private IReadOnlyList<SegOption> States =>
    [
        new("All", With(null), State is null),
        .. Enum.GetValues<DeliveryState>().Select(state => new SegOption(WebhookWords.Look(state).Word, With(state.ToString().ToLowerInvariant()), State == state)),
    ];

    protected override void OnInitialized() => RefreshEvery(TimeSpan.FromSeconds(10), LoadAsync);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() =>
        _webhook = await GetAsync("Reading the webhook", actor => get.HandleAsync(new(Key, State, After, Listed), actor, Ended)) ?? _webhook;

    private Task TestAsync() => SendAsync("a test", actor => test.HandleAsync(Key, actor, CancellationToken.None));

    private Task RetryAsync(int delivery) => SendAsync($"delivery {delivery} again", actor => retry.HandleAsync(delivery, actor, CancellationToken.None));

    private async Task SendAsync(string what, Func<Actor, Task<Result<DeliveryOutcome>>> send)
    {
        (_sending, _outcome) = (what, null);
        _outcome = await GetAsync($"Sending {what}", send);
        _sending = null;
        if (_outcome is not null)
            await LoadAsync();
    }

    private string With(string? state) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["state"] = state, ["after"] = null });
}
