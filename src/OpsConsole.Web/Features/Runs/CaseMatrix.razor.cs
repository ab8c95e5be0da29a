using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Runs;

/// <summary>Cases by candidates: rows come in windows as the reader scrolls. Mode, search and the open case are in the address.</summary>
public sealed partial class CaseMatrix(ListRunCases list)
{
    private ListRunCases.Counts? _counts;
    private (string? Mode, string? Search)? _read;

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    [SupplyParameterFromQuery(Name = "mode")]
    private string? ModeText { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "case")]
    private string? CaseKey { get; set; }

    [SupplyParameterFromQuery(Name = CaseDrawer.LeftName)]
    private string? Left { get; set; }

    [SupplyParameterFromQuery(Name = CaseDrawer.RightName)]
    private string? Right { get; set; }

    [SupplyParameterFromQuery(Name = "repeat")]
    private string? Repeat { get; set; }

    private GetRun.Candidate? Baseline => Run.Candidates.FirstOrDefault(candidate => candidate.IsBaseline);

    // Flips are what a comparison is read for; without any, all cases are as good a start.
    private CaseMode Mode => Enum.TryParse<CaseMode>(ModeText, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode
        : _counts is { Flips: > 0 } && Search is null ? CaseMode.Flips
        : CaseMode.All;

    private int Shown => _counts?.Of(Mode) ?? 0;

    private string Nothing => Search is not null ? $"No case here matches “{Search}”" : Mode is CaseMode.All ? "This run has no cases to show" : $"No case under {RunWords.Mode(Mode)}";

    protected override async Task OnParametersSetAsync()
    {
        if (_read == (ModeText, Search))
            return;

        _read = (ModeText, Search);
        _counts = (await GetAsync("Counting the cases", actor => list.HandleAsync(new(Run.Id, CaseMode.All, Search, 0, 1), actor, Ended)))?.Counts ?? _counts;
    }

    private async Task<GridRows<RunCase>> LoadAsync(GridQuery query, CancellationToken cancellationToken)
    {
        var page = await GetAsync("Reading the cases", actor => list.HandleAsync(new(Run.Id, Mode, Search, query.Skip, Math.Clamp(query.Take, 1, ListRunCases.MaxTake)), actor, cancellationToken), cancellationToken);
        return new GridRows<RunCase>(page?.Rows ?? [], page?.Total ?? 0);
    }

    private IReadOnlyList<SegOption> ModesOf(ListRunCases.Counts counts) =>
        [.. Enum.GetValues<CaseMode>().Select(mode => new SegOption(RunWords.Mode(mode), Href(("mode", mode.ToString().ToLowerInvariant()), ("case", null)), mode == Mode, counts.Of(mode)))];

    private static CaseCell? CellOf(RunCase row, int position) => position < row.Cells.Count ? row.Cells[position] : null;

    private void Find(string? text) => Navigation.NavigateTo(Href(("q", string.IsNullOrWhiteSpace(text) ? null : text.Trim()), ("case", null)));

    private string Href(params (string Name, string? Value)[] changes) =>
        Navigation.GetUriWithQueryParameters(changes.ToDictionary(change => change.Name, change => (object?)change.Value));
}
