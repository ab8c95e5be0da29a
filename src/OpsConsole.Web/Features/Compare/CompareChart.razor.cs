using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Runs.Model;
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
    private IReadOnlyList<Point> _points = [];
    private ChartTable _table = new([], []);
    private string _seen = "";
    private bool _byCost;
    private SpanAxis _axis = SpanAxis.Of(0, 0, 1);
    private (double Low, double High) _rates = (0, 1);
    private IReadOnlyList<TextPositionEnum> _labels = [];
    private double _slowest;

    /// <summary>What nothing beats, from the cheapest to the best.</summary>
    private IReadOnlyList<Point> _front = [];

    [Parameter, EditorRequired]
    public ComparisonReport Report { get; set; } = default!;

    [Parameter]
    public string? View { get; set; }

    protected override void OnParametersSet()
    {
        var rated = Report.Candidates.Index().Where(entry => entry.Item.PassRate is not null).ToList();
        _byCost = rated.Any(entry => entry.Item.CostPer1000Usd > 0);
        _points = [.. rated
            .Select(entry => (entry, X: _byCost ? (double?)entry.Item.CostPer1000Usd : entry.Item.LatencyP50))
            .Where(point => point.X is not null)
            .Select(point => new Point(point.entry.Item, point.entry.Index, point.entry.Item.PassRate!, point.X!.Value))
            .OrderBy(point => point.X)];
        if (_points.Count == 0)
            return;

        _front = [.. _points.Where(point => !_points.Any(other => Beats(other, point)))];
        _slowest = _points.Max(point => point.Candidate.LatencyP95 ?? 0);
        _axis = SpanAxis.Of(_points[0].X, _points[^1].X, apart: 20);
        _rates = Span(_points.Min(point => point.Rate.Low), _points.Max(point => point.Rate.High));
        _labels = PointLabels.Place([.. _points.Select(point => new PointLabels.Mark(_axis.Share(point.X), Height(point.Rate.Value), Height(point.Rate.Low), Height(point.Rate.High), point.Candidate.Name))]);
        _seen = _byCost ? "dashed: the Pareto front; area of the dot: p95 latency" : "nothing here has a cost, so latency stands in for it";
        _table = new(
            ["Candidate", "Pass rate, %", "Low, %", "High, %", _byCost ? "Cost per 1,000 calls, USD" : "Latency p50, ms", "Latency p95, ms", "Beaten by another"],
            [.. _points.Select(point => (IReadOnlyList<string>)[
                point.Candidate.Name, Share(point.Rate.Value), Share(point.Rate.Low), Share(point.Rate.High), Figures.Significant(point.X),
                point.Candidate.LatencyP95 is { } slow ? Figures.Significant(slow) : Figures.None, _front.Contains(point) ? "no" : "yes"])]);
    }

    private IList<ITrace> Traces(ChartInk ink) =>
    [
        new Scatter
        {
            Name = "Pareto front",
            X = [.. _front.Select(point => (object)point.X)],
            Y = [.. _front.Select(point => (object)(point.Rate.Value * 100))],
            Mode = ModeFlag.Lines,
            HoverInfo = HoverInfoFlag.Skip,
            Line = new Line { Color = ink.Muted, Width = 1, Dash = "dash" },
        },
        .. _points.Select((point, index) =>
        {
            var beaten = !_front.Contains(point);
            var color = beaten ? ink.Faint : ink.Series(RunWords.Slot(point.Column));
            return new Scatter
            {
                Name = point.Candidate.Name,
                X = [point.X],
                Y = [point.Rate.Value * 100],
                Mode = ModeFlag.Markers | ModeFlag.Text,
                ClipOnAxis = false,
                TextArray = [point.Candidate.Name],
                TextPosition = _labels[index],
                TextFont = new TextFont { Color = beaten ? ink.Muted : ink.Text, Size = 12 },
                Marker = new Marker { Size = Size(point), Color = color },
                ErrorY = new ErrorY
                {
                    Visible = true,
                    Type = Plotly.Blazor.Traces.ScatterLib.ErrorYLib.TypeEnum.Data,
                    Symmetric = false,
                    Array = [(point.Rate.High - point.Rate.Value) * 100],
                    ArrayMinus = [(point.Rate.Value - point.Rate.Low) * 100],
                    Color = color,
                    Thickness = 2,
                    Width = 0,
                },
                HoverTemplate = $"{point.Candidate.Name}<br>{Figures.Percent(point.Rate.Value)}, {Figures.Percent(point.Rate.Low)} to {Figures.Percent(point.Rate.High)}<br>p95 {RunWords.Latency(point.Candidate.LatencyP95)}<extra></extra>",
            };
        }),
    ];

    private void Axes(Plotly.Blazor.Layout layout, ChartInk ink)
    {
        _axis.Shape(layout.XAxis[0], _byCost ? "Cost per 1,000 calls, USD" : "Latency p50, ms", _byCost ? "$" : null);
        var y = layout.YAxis[0];
        y.Title = new Plotly.Blazor.LayoutLib.YAxisLib.Title { Text = "Pass rate, %" };
        y.Range = [_rates.Low * 100, _rates.High * 100];
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

    private static bool Beats(Point one, Point other) =>
        one.X <= other.X && one.Rate.Value >= other.Rate.Value && (one.X < other.X || one.Rate.Value > other.Rate.Value);

    private decimal Size(Point point) => point.Candidate.LatencyP95 is { } latency && _slowest > 0 ? (decimal)Math.Max(7, 18 * Math.Sqrt(latency / _slowest)) : 9;

    // At least ten points high: a tenth of a point must not look like a mountain.
    private static (double Low, double High) Span(double low, double high)
    {
        var missing = Math.Max(0, 0.1 - (high - low)) / 2;
        var margin = 0.06 * (high - low + (2 * missing));
        return (low - missing - margin, high + missing + margin);
    }

    private double Height(double rate) => (rate - _rates.Low) / (_rates.High - _rates.Low);

    private void Show(bool table) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("quality", table ? "table" : null), replace: true);

    private static string Share(double share) => Figures.Fixed(share * 100, 1);

    private sealed record Point(ComparedCandidate Candidate, int Column, Estimate Rate, double X);
}
