using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;

namespace OpsConsole.Web.Features.Runs;

/// <summary>How long each candidate takes: median, and up to the 95th percentile.</summary>
public sealed partial class LatencyChart(NavigationManager navigation)
{
    private IReadOnlyList<Row> _rows = [];
    private ChartTable _table = new([], []);
    private string _title = "";
    private SpanAxis _axis = SpanAxis.Of(0, 0, 1);

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "latency")]
    private string? View { get; set; }

    protected override void OnParametersSet()
    {
        _rows = [.. Run.Candidates
            .Where(candidate => candidate.Summary is { LatencyP50: not null, LatencyP95: not null })
            .Select(candidate => new Row(candidate.Name, candidate.Position, candidate.Summary!.LatencyP50!.Value, candidate.Summary.LatencyP95!.Value))];
        if (_rows.MinBy(row => row.P50) is not { } fastest)
            return;

        _axis = SpanAxis.Of(fastest.P50, _rows.Max(row => row.P95), apart: 50);
        _title = $"{fastest.Name} answers fastest: {RunWords.Latency(fastest.P50)} at the median";
        _table = new(["Candidate", "p50, ms", "p95, ms"], [.. _rows.Select(row => (IReadOnlyList<string>)[row.Name, Figures.Significant(row.P50), Figures.Significant(row.P95)])]);
    }

    // The first candidate stands at the top, as in the table.
    private IList<ITrace> Traces(ChartInk ink) => [.. _rows.Reverse().Select(row => new Scatter
    {
        Name = row.Name,
        X = [row.P50],
        Y = [row.Name],
        Mode = ModeFlag.Markers,
        Marker = new Marker { Size = 11, Color = ink.Series(RunWords.Slot(row.Position)) },
        ErrorX = new ErrorX
        {
            Visible = true,
            Type = Plotly.Blazor.Traces.ScatterLib.ErrorXLib.TypeEnum.Data,
            Symmetric = false,
            Array = [row.P95 - row.P50],
            ArrayMinus = [0],
            Color = ink.Series(RunWords.Slot(row.Position)),
            Thickness = 2,
            Width = 4,
        },
        HoverTemplate = $"{row.Name}<br>p50 {RunWords.Latency(row.P50)}, p95 {RunWords.Latency(row.P95)}<extra></extra>",
    })];

    private void Axes(Plotly.Blazor.Layout layout, ChartInk ink)
    {
        _axis.Shape(layout.XAxis[0], "Latency, ms: p50 to p95");
        var y = layout.YAxis[0];
        y.Type = Plotly.Blazor.LayoutLib.YAxisLib.TypeEnum.Category;
        y.TickFont = new Plotly.Blazor.LayoutLib.YAxisLib.TickFont { Color = ink.Text, Size = 12 };
    }

    private void Show(bool table) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("latency", table ? "table" : null), replace: true);

    private sealed record Row(string Name, int Position, double P50, double P95);
}
