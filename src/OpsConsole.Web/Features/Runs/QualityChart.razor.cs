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
        IReadOnlyList<QualityScatter.Candidate> candidates =
        [
            .. Run.Candidates.Where(candidate => candidate.Summary?.PassRate is not null).Select(candidate => new QualityScatter.Candidate(
                candidate.Name, RunWords.Slot(candidate.Position), candidate.Summary!.PassRate!, (double?)candidate.Summary.CostPer1000Usd, candidate.Summary.LatencyP50, candidate.Summary.LatencyP95)),
        ];
        _scatter = QualityScatter.Of(candidates);
        if (_scatter is null)
            return;

        _title = Seen(_scatter, candidates);
        _table = new(_scatter.Head, [.. _scatter.Points.Select(QualityScatter.Row)]);
    }

    private IList<ITrace> Traces(ChartInk ink) => [.. _scatter!.Points.Select((point, index) => _scatter.Trace(index, ink.Series(point.Of.Slot), ink.Text, size: 11))];

    private void Axes(Plotly.Blazor.Layout layout, ChartInk ink) => _scatter!.Shape(layout, _scatter.ByCost ? _scatter.Across : $"{_scatter.Across}; nothing here has a cost");

    // Of all candidates: one without a price cannot be drawn over its cost, and may still be the best.
    private static string Seen(QualityScatter scatter, IReadOnlyList<QualityScatter.Candidate> all)
    {
        var best = all.MaxBy(candidate => candidate.Rate.Value)!;
        var alike = all.Count(candidate => Math.Abs(candidate.Rate.Value - best.Rate.Value) < 1e-9);
        var missing = all.Count - scatter.Points.Count;
        var note = missing == 0 ? "" : $"; {missing} without a {(scatter.ByCost ? "price" : "latency")} not drawn";
        if (alike > 1)
            return $"{(alike == all.Count ? "All candidates pass equally often" : $"{alike} candidates share the best pass rate")}, {Figures.Percent(best.Rate.Value)}{note}";
        var at = scatter.Points.FirstOrDefault(point => point.Of == best) is not { } drawn ? ""
            : scatter.ByCost ? $", at {Figures.Dollars((decimal)drawn.X)} per 1,000" : $", at {RunWords.Latency(drawn.X)}";
        return $"{best.Name} passes most, {Figures.Percent(best.Rate.Value)}{at}{note}";
    }

    private void Show(bool table) => navigation.NavigateTo(navigation.GetUriWithQueryParameter("quality", table ? "table" : null), replace: true);
}
