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
    private SpanAxis _axis = SpanAxis.Of(0, 0, 1);
    private (double Low, double High) _rates = (0, 1);
    private IReadOnlyList<TextPositionEnum> _labels = [];

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

        _axis = SpanAxis.Of(_points[0].X, _points[^1].X, apart: 20);
        _rates = Span(_points.Min(point => point.Rate.Low), _points.Max(point => point.Rate.High));
        _labels = PointLabels.Place([.. _points.Select(point => new PointLabels.Mark(_axis.Share(point.X), Height(point.Rate.Value), Height(point.Rate.Low), Height(point.Rate.High), point.Candidate.Name))]);
        _title = Seen(best);
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
        TextPosition = _labels[index],
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
        _axis.Shape(layout.XAxis[0], _byCost ? "Cost per 1,000 calls, USD" : "Latency p50, ms; nothing here has a cost", _byCost ? "$" : null);
        var y = layout.YAxis[0];
        y.Title = new Plotly.Blazor.LayoutLib.YAxisLib.Title { Text = "Pass rate, %" };
        y.Range = [_rates.Low * 100, _rates.High * 100];
    }

    private string Seen(Point best)
    {
        var alike = _points.Count(point => Math.Abs(point.Rate.Value - best.Rate.Value) < 1e-9);
        return alike > 1
            ? $"{(alike == _points.Count ? "All candidates pass equally often" : $"{alike} candidates share the best pass rate")}, {Figures.Percent(best.Rate.Value)}"
            : $"{best.Candidate.Name} passes most, {Figures.Percent(best.Rate.Value)}, at {(_byCost ? $"{Figures.Dollars((decimal)best.X)} per 1,000" : RunWords.Latency(best.X))}";
    }

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

    private sealed record Point(GetRun.Candidate Candidate, Estimate Rate, double X);
}
