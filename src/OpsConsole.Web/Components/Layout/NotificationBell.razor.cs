using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Components.Layout;

/// <summary>The bell of the top bar: how many are new, and the newest of them at a click.</summary>
public sealed partial class NotificationBell(CountUnread count, ListNotifications list, ReadNotifications read, BrowserModule browser)
{
    private const int Shown = 8;
    private ElementReference _panel;
    private IReadOnlyList<ListNotifications.Item>? _newest;
    private int _unread;
    private bool _open;
    private bool _entered;

    private string Label => _unread > 0 ? $"Notifications, {Figures.Count(_unread)} new" : "Notifications";

    protected override async Task OnInitializedAsync()
    {
        RefreshOn(ChangeFeed.Notifications, LoadAsync);

        // Most notices are written in the save of what they tell of, on whichever node that was.
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
        await LoadAsync();
    }

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (_open == _entered)
            return;

        _entered = _open;
        await (_open ? browser.EnterAsync(_panel) : browser.LeaveAsync());
    }

    private async Task LoadAsync()
    {
        _unread = (await GetAsync("Counting the notifications", actor => count.HandleAsync(actor, Ended)))?.Unread ?? _unread;
        if (_open)
            _newest = (await GetAsync("Listing the notifications", actor => list.HandleAsync(new(Limit: Shown), actor, Ended)))?.Items ?? _newest;
    }

    private async Task ToggleAsync()
    {
        _open = !_open;
        if (_open)
            await LoadAsync();
    }

    private async Task OpenAsync(ListNotifications.Item item)
    {
        Close();
        if (!item.IsRead && await RunAsync("Marking the notification as read", actor => read.HandleAsync(new(item.Id), actor, CancellationToken.None)))
            await LoadAsync();
    }

    private async Task ReadAllAsync()
    {
        if (await RunAsync("Marking the notifications as read", actor => read.HandleAsync(new(null), actor, CancellationToken.None)))
            await LoadAsync();
    }

    private void Close() => _open = false;

    private void OnKey(KeyboardEventArgs key)
    {
        if (key.Key == "Escape")
            Close();
    }
}
