using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Search;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Components.Layout;

/// <summary>Finds pages and objects by key or name; arrows choose, Enter opens.</summary>
public sealed partial class SearchDialog(IEnumerable<ISearchSource> sources, ActorAccessor actors, NavigationManager navigation) : IDisposable
{
    private const int Shown = 12;
    private ElementReference _input;
    private CancellationTokenSource _search = new();
    private List<SearchHit> _hits = [];
    private string _query = "";
    private string? _failure;
    private int _at;

    [CascadingParameter]
    private IMudDialogInstance Dialog { get; set; } = default!;

    private string Note => _failure ?? (_query.Length > 0 && _hits.Count == 0 ? $"Nothing has “{_query}” in its key or name." : "");

    public void Dispose()
    {
        _search.Cancel();
        _search.Dispose();
    }

    protected override async Task OnInitializedAsync() => _hits = [.. Pages("", await actors.GetAsync())];

    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (firstRender)
            await _input.FocusAsync();
    }

    private static IEnumerable<SearchHit> Pages(string query, Actor actor) =>
        NavItem.All.Where(item => actor.Can(item.Permission) && item.Word.Contains(query, StringComparison.OrdinalIgnoreCase)).Select(item => new SearchHit("Page", item.Word, item.Word, item.Href));

    private async Task SearchAsync(ChangeEventArgs change)
    {
        _query = (change.Value as string ?? "").Trim();
        await _search.CancelAsync();
        _search.Dispose();
        _search = new CancellationTokenSource();
        var cancellation = _search.Token;
        try
        {
            // Letters of one word come quicker than this; only the last of them is worth a query.
            await Task.Delay(120, cancellation);
            var hits = await FindAsync(_query, await actors.GetAsync(), cancellation);
            cancellation.ThrowIfCancellationRequested();
            (_hits, _at, _failure) = (hits, 0, null);
        }
        catch (OperationCanceledException)
        {
            // A newer letter asks again.
        }
        catch (SessionEndedException ended)
        {
            _failure = ended.Message;
        }
    }

    private async Task<List<SearchHit>> FindAsync(string query, Actor actor, CancellationToken cancellation)
    {
        var hits = new List<SearchHit>();
        if (query.Length > 0)
        {
            foreach (var source in sources)
                hits.AddRange(await source.SearchAsync(query, actor, cancellation));
        }

        return [.. hits.Concat(Pages(query, actor)).Take(Shown)];
    }

    private void OnKey(KeyboardEventArgs key)
    {
        switch (key.Key)
        {
            case "ArrowDown" when _hits.Count > 0:
                _at = (_at + 1) % _hits.Count;
                break;
            case "ArrowUp" when _hits.Count > 0:
                _at = (_at + _hits.Count - 1) % _hits.Count;
                break;
            case "Enter" when _hits.Count > 0:
                Go(_hits[_at]);
                break;
            case "Escape":
                Dialog.Cancel();
                break;
        }
    }

    private void Go(SearchHit hit)
    {
        Dialog.Close();
        navigation.NavigateTo(hit.Href);
    }
}
