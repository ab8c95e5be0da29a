using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Labels;

/// <summary>One review queue: the next item while it is open, what everybody said once it has ended.</summary>
public sealed partial class LabelQueuePage(GetLabelQueue get, CloseLabelQueue close, IDialogService dialogs)
{
    private GetLabelQueue.Details? _queue;

    [Parameter]
    public string Key { get; set; } = "";

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.LabelQueue(Key), LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        if (_queue?.Key != Key)
            _queue = null;
        return _queue is null ? LoadAsync() : Task.CompletedTask;
    }

    private async Task LoadAsync() => _queue = await GetAsync("Reading the review queue", actor => get.HandleAsync(Key, actor, Ended)) ?? _queue;

    private async Task CloseAsync()
    {
        var missing = _queue!.Wanted - _queue.Given;
        var consequence = $"{Figures.Count(missing)} of {Figures.Count(_queue.Wanted)} labels are missing and will not come any more. Those given count, and everybody sees them. Say why it ends now.";
        if (await dialogs.AskReasonAsync($"Close {_queue.Key}", consequence, "Close queue") is { } reason
            && await RunAsync("Closing the queue", actor => close.HandleAsync(new(Key, reason), actor, CancellationToken.None)))
            await LoadAsync();
    }
}
