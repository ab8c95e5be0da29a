using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Features.Labels;

/// <summary>One item at a time, by keys alone. Keys that come while one is being worked on wait for it: none is lost, and none falls on the wrong item.</summary>
public sealed partial class LabelDesk(ActorAccessor actors, TakeLabelItem take, GetLabelItem get, GiveLabel give, SkipLabelItem skip)
{
    private Task _last = Task.CompletedTask;
    private GetLabelItem.Item? _item;
    private bool _mayLabel = true;
    private int _shown;
    private bool _nothingLeft;
    private bool _missing;
    private bool? _pass;
    private int? _rating;
    private string _comment = "";

    [Parameter, EditorRequired]
    public GetLabelQueue.Details Queue { get; set; } = default!;

    /// <summary>A label was given: the figures of the queue are to be read again.</summary>
    [Parameter, EditorRequired]
    public EventCallback Changed { get; set; }

    protected override async Task OnInitializedAsync()
    {
        _mayLabel = (await actors.GetAsync()).Can(Permission.LabelsWrite);
        if (_mayLabel)
            await Then(() => NextAsync(null));
    }

    private Task Then(Func<Task> act)
    {
        return _last = AfterAsync(_last);

        async Task AfterAsync(Task before)
        {
            await before;
            await act();
        }
    }

    private Task Say(bool pass)
    {
        (_pass, _missing) = (pass, false);
        return Task.CompletedTask;
    }

    private Task Rate(int stars)
    {
        (_rating, _missing) = (stars, false);
        return Task.CompletedTask;
    }

    private async Task NextAsync(int? after)
    {
        if (await GetAsync("Taking the next item", actor => take.HandleAsync(new(Queue.Key, after), actor, CancellationToken.None)) is not { } taken)
            return;
        if (taken.Number is { } number)
            await ShowAsync(number);
        else
            (_item, _nothingLeft) = (null, true);
    }

    private async Task ShowAsync(int number)
    {
        if (await GetAsync("Reading the item", actor => get.HandleAsync(Queue.Key, number, actor, Ended)) is not { } item)
            return;
        (_item, _nothingLeft, _missing) = (item, false, false);
        _shown++;
        (_pass, _rating, _comment) = (item.Mine?.Pass, item.Mine?.Rating, item.Mine?.Comment ?? "");
    }

    private async Task SaveAsync()
    {
        if (_item is not { } item)
            return;
        if (_pass is null && _rating is null)
        {
            _missing = true;
            return;
        }

        var given = await GetAsync("Saving the label", actor => give.HandleAsync(new(Queue.Key, item.Number, _pass, _rating, _comment), actor, CancellationToken.None));
        if (given is null)
            return;
        await Changed.InvokeAsync();
        if (!given.QueueDone)
            await NextAsync(item.Number);
    }

    private async Task SkipAsync()
    {
        if (_item is not { } item)
            return;
        if (item.Mine is not null || await RunAsync("Skipping the item", actor => skip.HandleAsync(Queue.Key, item.Number, actor, CancellationToken.None)))
            await NextAsync(item.Number);
    }

    /// <summary>Whoever only looked in holds nothing back from the others.</summary>
    protected override async ValueTask EndAsync()
    {
        await _last;
        if (_item is { Mine: null } item)
            await RunAsync("Giving the item back", actor => skip.HandleAsync(Queue.Key, item.Number, actor, CancellationToken.None));
    }

    /// <summary>To the label given before this one; from a new item, to the last.</summary>
    private async Task BackAsync()
    {
        var at = _item is { Mine: not null } item ? Queue.Mine.ToList().IndexOf(item.Number) : Queue.Mine.Count;
        if (at > 0)
            await ShowAsync(Queue.Mine[at - 1]);
    }
}
