using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Compare;

/// <summary>Candidates side by side. Everything a reader chose is in the address; figures that take their time come in while the page is read.</summary>
public sealed partial class ComparePage(CompareRuns compare)
{
    internal const string BaselineName = "baseline";
    internal const string MarginName = "d";

    private CompareRuns.Query? _query;
    private ComparisonReport? _report;
    private IDisposable? _listening;
    private (string? Runs, string? Baseline, string? Margin)? _read;

    [SupplyParameterFromQuery(Name = "runs")]
    private string? Runs { get; set; }

    [SupplyParameterFromQuery(Name = BaselineName)]
    private string? Baseline { get; set; }

    [SupplyParameterFromQuery(Name = MarginName)]
    private string? Margin { get; set; }

    [SupplyParameterFromQuery(Name = "measure")]
    private string? Measure { get; set; }

    [SupplyParameterFromQuery(Name = "pick")]
    private string? Pick { get; set; }

    [SupplyParameterFromQuery(Name = "quality")]
    private string? Quality { get; set; }

    [SupplyParameterFromQuery(Name = "mode")]
    private string? ModeText { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "case")]
    private string? CaseKey { get; set; }

    [SupplyParameterFromQuery(Name = "left")]
    private string? Left { get; set; }

    [SupplyParameterFromQuery(Name = "right")]
    private string? Right { get; set; }

    [SupplyParameterFromQuery(Name = "repeat")]
    private string? Repeat { get; set; }

    private bool ByScore => Measure == "score" && _report is { ScoresArePasses: false };

    private IReadOnlyList<SegOption> Measures => [new("Pass rate", Href(("measure", null)), !ByScore), new("Mean score", Href(("measure", "score")), ByScore)];

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (Runs, Baseline, Margin))
            return;

        var asked = (Runs, Baseline, Margin);
        _read = asked;
        _listening?.Dispose();
        _report = null;
        Fault = null;
        if (string.IsNullOrWhiteSpace(Runs))
            return;

        var query = CompareAddress.Read(Runs, Baseline, Margin);
        if (query.Error is { } error)
        {
            Fault = Fault.Of(error);
            return;
        }

        _query = query.Value;
        if (await GetAsync("Comparing the runs", actor => compare.HandleAsync(query.Value, actor, Ended)) is not { } running || _read != asked)
            return;

        // First listen, then look: a step between the two is not missed.
        _listening = running.OnAdvance(() => _ = InvokeAsync(() => Show(running, asked)));
        Show(running, asked);
        _query = query.Value with { Baseline = CandidateChoice.Parse(running.Report.Baseline).Value };
        _ = running.Completed.ContinueWith(
            _ => InvokeAsync(() =>
            {
                if (_read != asked)
                    return;
                Fault = Fault.Unexpected("Intervals and tests could not be computed");
                StateHasChanged();
            }),
            Ended,
            TaskContinuationOptions.OnlyOnFaulted,
            TaskScheduler.Default);
    }

    // The reader may have asked for another comparison meanwhile.
    private void Show(RunningComparison running, (string? Runs, string? Baseline, string? Margin) asked)
    {
        if (Ended.IsCancellationRequested || _read != asked)
            return;

        _report = running.Report;
        StateHasChanged();
    }

    protected override ValueTask EndAsync()
    {
        _listening?.Dispose();
        return ValueTask.CompletedTask;
    }

    private string Href(params (string Name, string? Value)[] changes) =>
        Navigation.GetUriWithQueryParameters(changes.ToDictionary(change => change.Name, change => (object?)change.Value));
}
