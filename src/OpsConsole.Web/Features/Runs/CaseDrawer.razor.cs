using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Prompts.Diff;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Runs;

/// <summary>One case under two candidates side by side. Case, candidates and repeat are in the address; j and k walk through the rows shown.</summary>
public sealed partial class CaseDrawer(GetRunCase get, GetRunCaseNeighbours neighbours, BrowserModule browser)
{
    public const string LeftName = "left";
    public const string RightName = "right";

    private GetRunCase.Detail? _case;
    private GetRunCaseNeighbours.Neighbours? _neighbours;
    private GetRunCase.Cell? _left;
    private GetRunCase.Cell? _right;
    private IReadOnlyList<DiffPart> _leftParts = [];
    private IReadOnlyList<DiffPart> _rightParts = [];
    private (string Key, CaseMode Mode, string? Search)? _read;

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    [Parameter, EditorRequired]
    public string CaseKey { get; set; } = "";

    /// <summary>The rows that j and k walk through.</summary>
    [Parameter, EditorRequired]
    public CaseMode Mode { get; set; }

    [Parameter]
    public string? Search { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    // What the address says comes through the matrix: a component that goes away because the address changed must not itself
    // listen to the address, or the framework's list of listeners changes while it is being read.
    [Parameter]
    public string? LeftText { get; set; }

    [Parameter]
    public string? RightText { get; set; }

    [Parameter]
    public string? RepeatText { get; set; }

    private BrowserModule Browser => browser;

    private int Left => Position(LeftText) ?? Run.Candidates.FirstOrDefault(candidate => candidate.IsBaseline)?.Position ?? 0;

    // Beside the baseline stands the first other candidate that a reader would ask about: the next one.
    private int Right => Position(RightText) ?? Run.Candidates.FirstOrDefault(candidate => candidate.Position != Left)?.Position ?? Left;

    /// <summary>From 1.</summary>
    private int Repeat => int.TryParse(RepeatText, CultureInfo.InvariantCulture, out var repeat) && repeat >= 1 && repeat <= Run.Repeats ? repeat : 1;

    private IReadOnlyList<SegOption> Repeats =>
        [.. Enumerable.Range(1, Run.Repeats).Select(repeat => new SegOption($"Repeat {repeat}", Href("repeat", repeat == 1 ? null : $"{repeat}"), repeat == Repeat))];

    protected override async Task OnParametersSetAsync()
    {
        if (_read != (CaseKey, Mode, Search))
        {
            var asked = (CaseKey, Mode, Search);
            _read = asked;
            var found = await GetAsync("Reading the case", actor => get.HandleAsync(Run.Id, CaseKey, actor, Ended));
            var around = found is null ? null : await GetAsync("Finding its neighbours", actor => neighbours.HandleAsync(new(Run.Id, found.CaseKey, Mode, Search), actor, Ended));

            // Together, so that the drawer never shows one case under the name of another; and only what was asked for last.
            if (_read != asked)
                return;
            (_case, _neighbours) = (found, around);
            if (found is null)
                return;
        }

        Compare();
    }

    private void Compare()
    {
        _left = CellOf(Left);
        _right = CellOf(Right);
        (_leftParts, _rightParts) = SideBySide.Of(_left?.Output, _right?.Output, Left != Right);
    }

    private GetRunCase.Cell? CellOf(int position) => _case?.Cells.FirstOrDefault(cell => cell.CandidatePosition == position && cell.Repeat == Repeat - 1);

    private int? Position(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var position) && position >= 0 && position < Run.Candidates.Count ? position : null;

    private string NameOf(int position) => Run.Candidates[position].Name;

    private void Pick(string side, int position) => Navigation.NavigateTo(Href(side, position.ToString(CultureInfo.InvariantCulture)), replace: true);

    private string Href(string name, string? value) => Navigation.GetUriWithQueryParameter(name, value);
}
