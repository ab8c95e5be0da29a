using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Trends;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Home;

/// <summary>Measures that left their noise since the reader was last here. Opening it is the visit.</summary>
public sealed partial class WhatMoved(ListMeasures measures, RecordVisit visit, BrowserTimeZone zone, TimeProvider clock)
{
    /// <summary>What counts as news on a first visit.</summary>
    private static readonly TimeSpan FirstLook = TimeSpan.FromDays(7);

    private IReadOnlyList<ListMeasures.Item>? _items;
    private DateTime _since;
    private bool _isFirst;

    [Parameter, EditorRequired]
    public EventCallback<HomeMoved> OnRead { get; set; }

    /// <summary>The newest move first.</summary>
    private IReadOnlyList<ListMeasures.Item> Moved => [.. (_items ?? []).Where(item => item.MovedSince(_since)).OrderByDescending(item => item.Shift!.Point.RunId)];

    private string Since => _isFirst ? "in the last 7 days" : $"since {Words(_since)}";

    protected override async Task OnInitializedAsync()
    {
        var read = await GetAsync("Noting the visit", actor => visit.HandleAsync(actor, Ended));
        var now = clock.GetUtcNow().UtcDateTime;
        (_isFirst, _since) = (read?.PreviousAt is null, read?.PreviousAt ?? now - FirstLook);
        await LoadAsync();
        RefreshOn(ChangeFeed.Runs, LoadAsync);
        RefreshEvery(TimeSpan.FromMinutes(1), LoadAsync);
    }

    private async Task LoadAsync()
    {
        _items = await GetAsync("Reading what moved", actor => measures.HandleAsync(null, actor, Ended)) ?? _items;
        var moved = Moved;
        await OnRead.InvokeAsync(new HomeMoved(moved.Count(item => !item.Shift!.IsBetter), moved.Count(item => item.Shift!.IsBetter)));
    }

    private string Words(DateTime utc)
    {
        var local = zone.Local(utc);
        return clock.GetUtcNow().UtcDateTime - utc < TimeSpan.FromDays(6)
            ? local.ToString("dddd HH:mm", CultureInfo.InvariantCulture)
            : local.ToString("d MMM yyyy, HH:mm", CultureInfo.InvariantCulture);
    }
}
