using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Compare;

/// <summary>Cases by candidates, all of them in memory. Mode, search and the open case are in the address.</summary>
public sealed partial class CompareMatrix(ListReruns reruns)
{
    private CaseRows? _rows;
    private IReadOnlyList<ComparedCase>? _of;
    private List<ComparedCase> _shown = [];
    private int _baseline;
    private IReadOnlyList<ListReruns.Item> _reruns = [];
    private IReadOnlyDictionary<string, bool> _held = new Dictionary<string, bool>();
    private int? _listenedTo;

    [Parameter, EditorRequired]
    public ComparisonReport Report { get; set; } = default!;

    [Parameter]
    public string? ModeText { get; set; }

    [Parameter]
    public string? Search { get; set; }

    [Parameter]
    public string? CaseKey { get; set; }

    [Parameter]
    public string? LeftText { get; set; }

    [Parameter]
    public string? RightText { get; set; }

    [Parameter]
    public string? RepeatText { get; set; }

    // Flips are what a comparison is read for; without any, all cases are as good a start.
    private CaseMode Mode => Enum.TryParse<CaseMode>(ModeText, ignoreCase: true, out var mode) && Enum.IsDefined(mode) ? mode
        : Report.Counts.Flips > 0 && Search is null ? CaseMode.Flips
        : CaseMode.All;

    private IReadOnlyList<SegOption> Modes =>
        [.. Enum.GetValues<CaseMode>().Select(mode => new SegOption(RunWords.Mode(mode), Href(("mode", mode.ToString().ToLowerInvariant()), ("case", null)), mode == Mode, _rows!.Of(mode).Count))];

    private string Nothing => Search is not null ? $"No case here matches “{Search}”" : Mode is CaseMode.All ? "No case is in every run" : $"No case under {RunWords.Mode(Mode)}";

    private string SelectionWords => Search is not null ? $"{RunWords.Count(_shown.Count, "case")} matching “{(Search.Length > 60 ? Search[..60] + "…" : Search)}”" : Mode switch
    {
        CaseMode.All => RunWords.Count(_shown.Count, "case"),
        CaseMode.Failures => RunWords.Count(_shown.Count, "failure"),
        CaseMode.Differing => RunWords.Count(_shown.Count, "differing case"),
        CaseMode.Flips => RunWords.Count(_shown.Count, "flip"),
        CaseMode.Unstable => RunWords.Count(_shown.Count, "unstable case"),
        CaseMode.Errors => RunWords.Count(_shown.Count, "error"),
    };

    /// <summary>The flips of the candidate that a reader would ask about first: the recommended one, else the one that flips most.</summary>
    private string? FlipWords
    {
        get
        {
            var flipping = Report.Candidates.Where(candidate => candidate.Pass is { Fixed: var better, Regressed: var worse } && better + worse > 0).ToList();
            return (flipping.Find(candidate => candidate.Id == Report.Routing?.Route) ?? flipping.MaxBy(candidate => candidate.Pass!.Fixed + candidate.Pass.Regressed)) is { Pass: { } pass } one
                ? $"{one.Name} against the baseline: {pass.Fixed} fixed, {pass.Regressed} regressed"
                : null;
        }
    }

    protected override async Task OnParametersSetAsync()
    {
        if (!ReferenceEquals(_of, Report.Cases))
        {
            (_of, _rows) = (Report.Cases, new CaseRows(Report));
            _baseline = Report.Candidates.ToList().FindIndex(candidate => candidate.IsBaseline);
        }

        _shown = [.. _rows!.Of(Mode).Where(Matches)];
        var run = Report.BaselineCandidate.RunId;
        if (_listenedTo == run)
            return;

        _listenedTo = run;
        RefreshOn(ChangeFeed.Run(run), ReadRerunsAsync);
        await ReadRerunsAsync();
    }

    private async Task ReadRerunsAsync()
    {
        _reruns = await GetAsync("Finding runs that repeat these cases", actor => reruns.HandleAsync(Report.BaselineCandidate.RunId, actor, Ended)) ?? _reruns;
        _held = _reruns.FirstOrDefault(rerun => rerun.Holding is not null)?.HoldingKeys ?? _held;
    }

    private bool Matches(ComparedCase row) => Search is not { Length: > 0 } search
        || row.Key.Contains(search, StringComparison.OrdinalIgnoreCase) || row.Title.Contains(search, StringComparison.OrdinalIgnoreCase);

    private void Find(string? text) => Navigation.NavigateTo(Href(("q", string.IsNullOrWhiteSpace(text) ? null : text.Trim()), ("case", null)));

    private string Href(params (string Name, string? Value)[] changes) =>
        Navigation.GetUriWithQueryParameters(changes.ToDictionary(change => change.Name, change => (object?)change.Value));
}
