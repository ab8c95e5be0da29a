using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;
using Plotly.Blazor;
using Plotly.Blazor.LayoutLib;
using Plotly.Blazor.Traces;
using Plotly.Blazor.Traces.ScatterLib;

namespace OpsConsole.Web.Features.Runs;

/// <summary>What quality costs: one dot for each candidate with its interval; where no candidate costs anything, latency stands in for cost.</summary>
public sealed partial class QualityChart(NavigationManager navigation)
{
    private IReadOnlyList<Point> _points = [];
    private ChartTable _table = new([], []);
    private string _title = "";
    private bool _byCost;
    private bool _log;

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "quality")]
    private string? View { get; set; }

    protected override void OnParametersSet()
    {
        var rated = Run.Candidates.Where(candidate => candidate.Summary?.PassRate is not null).ToList();
        _byCost = rated.Any(candidate => candidate.Summary!.CostPer1000Usd > 0);
        _points = [.. rated
            .Select(candidate => (Candidate: candidate, X: _byCost ? (double?)candidate.Summary!.CostPer1000Usd : candidate.Summary!.LatencyP50))
            .Where(point => point.X is not null)
            .Select(point => new Point(point.Candidate, point.Candidate.Summary!.PassRate!, point.X!.Value))
            .OrderBy(point => point.X)];
        if (_points.MaxBy(point => point.Rate.Value) is not { } best)
            return;

        // On a log axis a free candidate would have no place.
        _log = _points[0].X > 0 && _points[^1].X > 20 * _points[0].X;
        _title = $"{best.Candidate.Name} passes most, {Figures.Percent(best.Rate.Value)}, at {(_byCost ? $"{Figures.Dollars((decimal)best.X)} per 1,000" : RunWords.Latency(best.X))}";
        _table = new(
            ["Candidate", "Pass rate, %", "Low, %", "High, %", _byCost ? "Cost per 1,000 calls, USD" : "Latency p50, ms"],
            [.. _points.Select(point => (IReadOnlyList<string>)[point.Candidate.Name, Share(point.Rate.Value), Share(point.Rate.Low), Share(point.Rate.High), Figures.Significant(point.X)])]);
    }

    private IList<ITrace> Traces(ChartInk ink) => [.. _points.Select((point, index) => new Scatter
    {
        Name = point.Candidate.Name,
        X = [point.X],
        Y = [point.Rate.Value * 100],
        Mode = ModeFlag.Markers | ModeFlag.Text,
        ClipOnAxis = false,
        TextArray = [point.Candidate.Name],
        TextPosition = Beside(index),
        TextFont = new TextFont { Color = ink.Text, Size = 12 },
        Marker = new Marker { Size = 11, Color = ink.Series(RunWords.Slot(point.Candidate.Position)) },
        ErrorY = new ErrorY
        {
            Visible = true,
            Type = Plotly.Blazor.Traces.ScatterLib.ErrorYLib.TypeEnum.Data,
            Symmetric = false,
            Array = [(point.Rate.High - point.Rate.Value) * 100],
            ArrayMinus = [(point.Rate.Value - point.Rate.Low) * 100],
            Color = ink.Series(RunWords.Slot(point.Candidate.Position)),
            Thickness = 2,
            Width = 0,
        },
        HoverTemplate = $"{point.Candidate.Name}<br>{Figures.Percent(point.Rate.Value)}, {Figures.Percent(point.Rate.Low)} to {Figures.Percent(point.Rate.High)}<extra></extra>",
    })];

    private void Axes(Plotly.Blazor.Layout layout, ChartInk ink)
    {
        var x = layout.XAxis[0];
        x.Title = new Plotly.Blazor.LayoutLib.XAxisLib.Title { Text = $"{(_byCost ? "Cost per 1,000 calls, USD" : "Latency p50, ms; nothing here has a cost")}{(_log ? ", log scale" : "")}" };
        x.Type = _log ? Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Log : Plotly.Blazor.LayoutLib.XAxisLib.TypeEnum.Linear;
        x.RangeMode = Plotly.Blazor.LayoutLib.XAxisLib.RangeModeEnum.ToZero;
        x.TickPrefix = _byCost ? "$" : null;
        layout.YAxis[0].Title = new Plotly.Blazor.LayoutLib.YAxisLib.Title { Text = "Pass rate, %" };
    }

    // The label keeps off the whisker and inside the plot, and off a neighbour of about the same rate.
    private TextPositionEnum Beside(int index)
    {
        var left = _points[index].X > (_log ? Math.Sqrt(_points[0].X * _points[^1].X) : _points[^1].X * 0.6);
        var crowded = _points.Where((other, at) => at != index && Math.Abs(other.Rate.Value - _points[index].Rate.Value) < 0.04).Any();
        return (left, crowded, index % 2 == 0) switch
        {
            (true, false, _) => TextPositionEnum.MiddleLeft,
            (false, false, _) => TextPositionEnum.MiddleRight,
            (true, true, true) => TextPositionEnum.TopLeft,
            (true, true, false) => TextPositionEnum.BottomLeft,
            (false, true, true) => TextPositionEnum.TopRight,
            (false, true, false) => TextPositionEnum.BottomRight,
        };
    }

    private void Show(bool table) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("quality", table ? "table" : null), replace: true);

    private static string Share(double share) => Figures.Fixed(share * 100, 1);

    private sealed record Point(GetRun.Candidate Candidate, Estimate Rate, double X);
}
