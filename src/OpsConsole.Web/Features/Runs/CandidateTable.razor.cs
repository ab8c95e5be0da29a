using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Runs;

/// <summary>One line for each candidate: how good, against the baseline, how fast, what it costs.</summary>
public sealed partial class CandidateTable
{
    private BarScale _rates = new(0, 1);
    private BarScale _differences = new(-0.1, 0.1);
    private LatencyScale _latency = LatencyScale.Of([]);
    private IReadOnlyList<string> _metrics = [];
    private string? _answer;

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    private GetRun.Candidate? Baseline => Run.Candidates.FirstOrDefault(candidate => candidate.IsBaseline);

    protected override void OnParametersSet()
    {
        var summaries = Run.Candidates.Select(candidate => candidate.Summary).OfType<CandidateSummary>().ToList();
        _rates = BarScale.OfRates(summaries.Select(summary => summary.PassRate));
        _differences = BarScale.OfDifferences(summaries.Select(summary => summary.VersusBaseline));
        _latency = LatencyScale.Of(summaries.Select(summary => summary.LatencyP95));
        _metrics = [.. summaries.SelectMany(summary => summary.Metrics).Select(metric => metric.Name).Distinct()];
        _answer = RunAnswer.Of(Run);
    }

    private static string Explained(BaselineComparison versus) =>
        $"{versus.Words}. {RunWords.Count(versus.Cases, "case")} on both sides: {versus.Fixed} fixed, {versus.Regressed} regressed"
        + (versus.MinimumDetectable is { } smallest ? $"; smallest difference this many cases would find: {Figures.Fixed(smallest * 100, 1)} points" : "");
}
