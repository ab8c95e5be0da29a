using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;
using Plotly.Blazor;

namespace OpsConsole.Web.Features.Runs;

/// <summary>What quality costs: one dot for each candidate of a run with its interval; where no candidate costs anything, latency stands in for cost.</summary>
public sealed partial class QualityChart(NavigationManager navigation)
{
    private QualityScatter? _scatter;
    private ChartTable _table = new([], []);
    private string _title = "";

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "quality")]
    private string? View { get; set; }

    protected override void OnParametersSet()
    {
        _scatter = QualityScatter.Of(
        [
            .. Run.Candidates.Where(candidate => candidate.Summary?.PassRate is not null).Select(candidate => new QualityScatter.Candidate(
                candidate.Name, RunWords.Slot(candidate.Position), candidate.Summary!.PassRate!, (double?)candidate.Summary.CostPer1000Usd, candidate.Summary.LatencyP50, candidate.Summary.LatencyP95)),
        ]);
        if (_scatter is null)
            return;

        _title = Seen(_scatter);
        _table = new(_scatter.Head, [.. _scatter.Points.Select(QualityScatter.Row)]);
    }

    private IList<ITrace> Traces(ChartInk ink) => [.. _scatter!.Points.Select((point, index) => _scatter.Trace(index, ink.Series(point.Of.Slot), ink.Text, size: 11))];

    private void Axes(Plotly.Blazor.Layout layout, ChartInk ink) => _scatter!.Shape(layout, _scatter.ByCost ? _scatter.Across : $"{_scatter.Across}; nothing here has a cost");

    private static string Seen(QualityScatter scatter)
    {
        var best = scatter.Points.MaxBy(point => point.Of.Rate.Value)!;
        var alike = scatter.Points.Count(point => Math.Abs(point.Of.Rate.Value - best.Of.Rate.Value) < 1e-9);
        return alike > 1
            ? $"{(alike == scatter.Points.Count ? "All candidates pass equally often" : $"{alike} candidates share the best pass rate")}, {Figures.Percent(best.Of.Rate.Value)}"
            : $"{best.Of.Name} passes most, {Figures.Percent(best.Of.Rate.Value)}, at {(scatter.ByCost ? $"{Figures.Dollars((decimal)best.X)} per 1,000" : RunWords.Latency(best.X))}";
    }

    private void Show(bool table) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("quality", table ? "table" : null), replace: true);
}
