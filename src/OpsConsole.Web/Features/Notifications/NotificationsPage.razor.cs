using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Notifications;

/// <summary>Everything the reader was told, the unread first.</summary>
public sealed partial class NotificationsPage(ListNotifications list, CountUnread count, ReadNotifications read)
{
    private const int Shown = 50;
    private Page<ListNotifications.Item>? _page;
    private int _unread;

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    private string Title => _unread switch
    {
        0 => _page is null ? "Notifications" : "No new notifications",
        1 => "1 new notification",
        _ => $"{Figures.Count(_unread)} new notifications",
    };

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Notifications, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        _unread = (await GetAsync("Counting the notifications", actor => count.HandleAsync(actor, Ended)))?.Unread ?? _unread;
        if (Fault is null)
            _page = await GetAsync("Listing the notifications", actor => list.HandleAsync(new(After, Shown), actor, Ended)) ?? _page;
    }

    private Task ReadAsync(ListNotifications.Item item) => item.IsRead ? Task.CompletedTask : MarkAsync(item.Id);

    private Task ReadAllAsync() => MarkAsync(null);

    private async Task MarkAsync(int? id)
    {
        if (await RunAsync("Marking as read", actor => read.HandleAsync(new(id), actor, CancellationToken.None)))
            await LoadAsync();
    }
}
