using Microsoft.AspNetCore.Components;
using MudBlazor;

namespace OpsConsole.Web.Components.Controls;

/// <summary>
/// A list of any length: only the rows in view are asked for and drawn. Columns are MudBlazor's; a column can be sorted when its
/// <c>SortBy</c> name is in <see cref="Sorts"/>, because the name comes back from the browser.
/// </summary>
public sealed partial class OpsGrid<T>(ILogger<OpsGrid<T>> log)
{
    private const string Selected = "sel";
    private const int RowHeight = 34;

    /// <summary>Rows drawn ahead on either side, so that a reader who scrolls asks the server once for a stretch of them. With those in view fewer than the 100 that are drawn at most.</summary>
    private const int Ahead = 40;
    private MudDataGrid<T>? _grid;
    private Fault? _fault;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Reads one window of rows; called again while scrolling, so it must be quick and open its own context.</summary>
    [Parameter, EditorRequired]
    public Func<GridQuery, CancellationToken, Task<GridRows<T>>> Load { get; set; } = default!;

    [Parameter, EditorRequired]
    public RenderFragment Columns { get; set; } = default!;

    /// <summary>The names a reader may sort by.</summary>
    [Parameter]
    public IReadOnlyCollection<string> Sorts { get; set; } = [];

    [Parameter]
    public RenderFragment? Empty { get; set; }

    [Parameter]
    public Func<T, bool>? IsSelected { get; set; }

    [Parameter]
    public string Height { get; set; } = "calc(100vh - 220px)";

    /// <summary>Reads the rows in view again.</summary>
    public Task ReloadAsync() => _grid?.ReloadServerData() ?? Task.CompletedTask;

    private async Task<GridData<T>> LoadAsync(GridStateVirtualize<T> state, CancellationToken cancellationToken)
    {
        var sort = state.SortDefinitions.FirstOrDefault(definition => Sorts.Contains(definition.SortBy));
        try
        {
            var rows = await Load(new GridQuery(state.StartIndex, state.Count, sort?.SortBy, sort?.Descending ?? false), cancellationToken);
            Show(null);
            return new GridData<T> { Items = rows.Rows, TotalItems = rows.Total };
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
        catch (Exception exception)
        {
            var fault = Fault.Unexpected($"{Label}: the rows could not be read");
            log.LogError(exception, "Reading a grid failed; correlation id {CorrelationId}", fault.CorrelationId);
            Show(fault);
            return new GridData<T> { Items = [], TotalItems = 0 };
        }
    }

    private void Show(Fault? fault)
    {
        if (_fault == fault)
            return;

        _fault = fault;
        _ = InvokeAsync(StateHasChanged);
    }
}
