using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Runs;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;

namespace OpsConsole.Web.Features.Compare;

/// <summary>What quality costs: one dot a candidate, its area the p95 latency; the Pareto front is dashed, what others beat is grey, the margin of the route shaded.</summary>
public sealed partial class CompareChart(NavigationManager navigation)
{
    private QualityScatter? _scatter;
    private ChartTable _table = new([], []);
    private string _seen = "";
    private double _slowest;

    /// <summary>What nothing beats, from the cheapest to the best.</summary>
    private IReadOnlyList<QualityScatter.Point> _front = [];

    [Parameter, EditorRequired]
    public ComparisonReport Report { get; set; } = default!;

    [Parameter]
    public string? View { get; set; }

    protected override void OnParametersSet()
    {
        _scatter = QualityScatter.Of(
        [
            .. Report.Candidates.Index().Where(entry => entry.Item.PassRate is not null).Select(entry => new QualityScatter.Candidate(
                entry.Item.Name, RunWords.Slot(entry.Index), entry.Item.PassRate!, (double?)entry.Item.CostPer1000Usd, entry.Item.LatencyP50, entry.Item.LatencyP95)),
        ]);
        if (_scatter is null)
            return;

        _front = [.. _scatter.Points.Where(point => !_scatter.Points.Any(other => Beats(other, point)))];
        _slowest = _scatter.Points.Max(point => point.Of.LatencyP95 ?? 0);
        var missing = Report.Candidates.Count(candidate => candidate.PassRate is not null) - _scatter.Points.Count;
        _seen = _scatter.ByCost ? "dashed: the Pareto front; area of the dot: p95 latency" : "nothing here has a cost, so latency stands in for it";
        if (missing > 0)
            _seen += $"; {missing} without a {(_scatter.ByCost ? "price" : "latency")} not drawn";
        _table = new(
            [.. _scatter.Head, "Latency p95, ms", "Beaten by another"],
            [
                .. _scatter.Points.Select(point => (IReadOnlyList<string>)
                    [.. QualityScatter.Row(point), point.Of.LatencyP95 is { } slow ? Figures.Significant(slow) : Figures.None, _front.Contains(point) ? "no" : "yes"]),
            ]);
    }

    private IList<ITrace> Traces(ChartInk ink) =>
    [
        new Scatter
        {
            Name = "Pareto front",
            X = [.. _front.Select(point => (object)point.X)],
            Y = [.. _front.Select(point => (object)(point.Of.Rate.Value * 100))],
            Mode = ModeFlag.Lines,
            HoverInfo = HoverInfoFlag.Skip,
            Line = new Line { Color = ink.Muted, Width = 1, Dash = "dash" },
        },
        .. _scatter!.Points.Select((point, index) =>
        {
            var beaten = !_front.Contains(point);
            return _scatter.Trace(
                index, beaten ? ink.Faint : ink.Series(point.Of.Slot), beaten ? ink.Muted : ink.Text, Size(point), $"<br>p95 {RunWords.Latency(point.Of.LatencyP95)}");
        }),
    ];

    private void Axes(Plotly.Blazor.Layout layout, ChartInk ink)
    {
        _scatter!.Shape(layout, _scatter.Across);
        if (Report.Routing is not { Best: { } best } advice || Report.Find(best).PassRate is not { } top)
            return;

        layout.Shapes =
        [
            new Plotly.Blazor.LayoutLib.Shape
            {
                Type = Plotly.Blazor.LayoutLib.ShapeLib.TypeEnum.Rect,
                XRef = "paper",
                X0 = 0,
                X1 = 1,
                Y0 = (top.Value - advice.Margin) * 100,
                Y1 = top.Value * 100,
                FillColor = ink.Axis,
                Opacity = 0.22m,
                Layer = Plotly.Blazor.LayoutLib.ShapeLib.LayerEnum.Below,
                Line = new Plotly.Blazor.LayoutLib.ShapeLib.Line { Width = 0 },
            },
        ];
    }

    private static bool Beats(QualityScatter.Point one, QualityScatter.Point other) =>
        one.X <= other.X && one.Of.Rate.Value >= other.Of.Rate.Value && (one.X < other.X || one.Of.Rate.Value > other.Of.Rate.Value);

    private decimal Size(QualityScatter.Point point) => point.Of.LatencyP95 is { } latency && _slowest > 0 ? (decimal)Math.Max(7, 18 * Math.Sqrt(latency / _slowest)) : 9;

    private void Show(bool table) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("quality", table ? "table" : null), replace: true);
}
