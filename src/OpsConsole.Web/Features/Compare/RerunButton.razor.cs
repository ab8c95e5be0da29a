using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Compare;

/// <summary>Asks the cases in view again, several times and past the cache, as a run of its own; says first what that takes.</summary>
public sealed partial class RerunButton(RerunCases rerun, IDialogService dialogs)
{
    private static readonly int[] Counts = [1, 3, 5, 10, 20];
    private int _repeats = 5;

    [Parameter, EditorRequired]
    public ComparisonReport Report { get; set; } = default!;

    [Parameter, EditorRequired]
    public IReadOnlyList<string> Keys { get; set; } = [];

    /// <summary>"14 flips".</summary>
    [Parameter, EditorRequired]
    public string Selection { get; set; } = "";

    private string? Off => Busy ? "it is being started" : Keys.Count switch
    {
        0 => "no case is shown",
        > RerunCases.MaxCases => $"at most {Figures.Count(RerunCases.MaxCases)} cases at once",
        _ => null,
    };

    private void PickAsync(ChangeEventArgs change) => _repeats = int.TryParse(change.Value as string, CultureInfo.InvariantCulture, out var count) && Counts.Contains(count) ? count : _repeats;

    private async Task StartAsync()
    {
        var calls = (long)Keys.Count * Report.Candidates.Count * _repeats;
        var sure = await dialogs.ConfirmAsync(
            $"Re-run {Selection}",
            $"{RunWords.Count(Keys.Count, "case")} × {RunWords.Count(Report.Candidates.Count, "candidate")} × {_repeats}: {Figures.Count(calls)} calls, none answered from the cache. They become a run of their own, linked with this one.",
            "Start the run");
        if (!sure)
            return;

        var candidates = Report.Candidates.Select(candidate => new CandidateChoice(candidate.RunId, candidate.Position)).ToList();
        var baseline = Report.BaselineCandidate;
        var planned = await GetAsync(
            "Starting the run",
            actor => rerun.HandleAsync(new(candidates, new(baseline.RunId, baseline.Position), Keys, Selection, _repeats), actor, CancellationToken.None));
        if (planned is not null)
            Navigation.NavigateTo($"/runs/{planned.Key}");
    }
}
