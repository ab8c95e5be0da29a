using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Prompts.Diff;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Compare;

/// <summary>One case under two of the compared candidates. Case, sides and repeat are in the address; j and k walk through the rows shown.</summary>
public sealed partial class CompareDrawer(GetComparedCase get, BrowserModule browser)
{
    private GetComparedCase.Detail? _case;
    private GetRunCase.Cell? _left;
    private GetRunCase.Cell? _right;
    private IReadOnlyList<DiffPart> _leftParts = [];
    private IReadOnlyList<DiffPart> _rightParts = [];
    private (string Key, string Candidates)? _read;

    [Parameter, EditorRequired]
    public ComparisonReport Report { get; set; } = default!;

    [Parameter, EditorRequired]
    public string CaseKey { get; set; } = "";

    /// <summary>The rows that j and k walk through.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<ComparedCase> Shown { get; set; } = [];

    [Parameter, EditorRequired]
    public CaseMode Mode { get; set; }

    [Parameter]
    public string? LeftText { get; set; }

    [Parameter]
    public string? RightText { get; set; }

    [Parameter]
    public string? RepeatText { get; set; }

    [Parameter, EditorRequired]
    public EventCallback OnClose { get; set; }

    private BrowserModule Browser => browser;

    private int At { get; set; }

    private int Left => Column(LeftText) ?? BaselineColumn;

    // Beside the baseline stands the first candidate that flips here, else the first other one.
    private int Right => Column(RightText) ?? FlippedColumn() ?? (Report.Candidates.Count > 1 ? (BaselineColumn == 0 ? 1 : 0) : 0);

    private int BaselineColumn => Report.Candidates.ToList().FindIndex(candidate => candidate.IsBaseline);

    private int RepeatCount => Report.Runs.Max(run => run.Repeats);

    /// <summary>From 1.</summary>
    private int Repeat => int.TryParse(RepeatText, CultureInfo.InvariantCulture, out var repeat) && repeat >= 1 && repeat <= RepeatCount ? repeat : 1;

    private IReadOnlyList<SegOption> Repeats =>
        [.. Enumerable.Range(1, RepeatCount).Select(repeat => new SegOption($"Repeat {repeat}", Href("repeat", repeat == 1 ? null : $"{repeat}"), repeat == Repeat))];

    private string Place => At < 0 ? $"not among the {Figures.Count(Shown.Count)} shown"
        : $"{Figures.Count(At + 1)} of {Figures.Count(Shown.Count)} {(Mode is CaseMode.All ? "cases" : RunWords.Mode(Mode).ToLowerInvariant())}";

    protected override async Task OnParametersSetAsync()
    {
        At = Shown.ToList().FindIndex(row => row.Key == CaseKey);
        var ids = string.Join(',', Report.Candidates.Select(candidate => candidate.Id));
        if (_read != (CaseKey, ids))
        {
            var asked = (CaseKey, ids);
            _read = asked;
            var candidates = Report.Candidates.Select(candidate => new CandidateChoice(candidate.RunId, candidate.Position)).ToList();
            var found = await GetAsync("Reading the case", actor => get.HandleAsync(new(candidates, Report.BaselineCandidate.RunId, CaseKey), actor, Ended));

            // j pressed twice: the older answer may come last.
            if (_read != asked)
                return;
            _case = found;
            if (found is null)
                return;
        }

        _left = CellOf(Left);
        _right = CellOf(Right);
        (_leftParts, _rightParts) = SideBySide.Of(_left?.Output, _right?.Output, Left != Right);
    }

    private GetRunCase.Cell? CellOf(int column) => _case?.Case.Cells.FirstOrDefault(cell => cell.CandidatePosition == column && cell.Repeat == Repeat - 1);

    private int? FlippedColumn() => At < 0 ? null
        : Enumerable.Range(0, Report.Candidates.Count).Where(column => CaseRows.IsFlip(Shown[At].Cells[BaselineColumn], Shown[At].Cells[column])).Select(column => (int?)column).FirstOrDefault();

    private int? Column(string? text) => int.TryParse(text, CultureInfo.InvariantCulture, out var column) && column >= 0 && column < Report.Candidates.Count ? column : null;

    private void Pick(string side, int column) => Navigation.NavigateTo(Href(side, column.ToString(CultureInfo.InvariantCulture)), replace: true);

    private string Href(string name, string? value) => Navigation.GetUriWithQueryParameter(name, value);
}
