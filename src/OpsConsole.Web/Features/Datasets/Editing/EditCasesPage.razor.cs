using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Routing;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Datasets.Editing;

/// <summary>
/// The cases of the newest version, to be changed one by one or many at once. What is changed is kept here until it is saved as one new version; where
/// somebody else was first it stays, and can be put onto theirs. Filter, page and the open case are in the address.
/// </summary>
public sealed partial class EditCasesPage(
    GetDataset getDataset, ListCases listCases, ListCaseKeys listKeys, GetCaseGroups getGroups, GetCase getCase, EditCases edit,
    BrowserModule browser, TimeProvider clock, IDialogService dialogs)
{
    private const int PageSize = 50;

    /// <summary>In the address where an id stands otherwise; no id starts so.</summary>
    private const string NewCase = " new";

    private readonly PendingEdits _edits = new();
    private readonly HashSet<string> _selected = new(StringComparer.Ordinal);
    private GetDataset.Details? _dataset;
    private GridPage<ListCases.Item>? _cases;
    private GetCaseGroups.Groups? _groups;
    private CaseDraftInput? _draft;
    private CaseEdit.Add? _reopened;
    private string? _draftOf;
    private Error? _conflict;
    private int _basedOn;
    private string _note = "";

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "tag")]
    private string? Tag { get; set; }

    [SupplyParameterFromQuery(Name = "split")]
    private string? Split { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageText { get; set; }

    private int? Page => QueryNumber.Whole(PageText);

    [SupplyParameterFromQuery(Name = "case")]
    private string? Case { get; set; }

    private int Number => Math.Clamp(Page ?? 1, 1, 1_000_000);

    private IReadOnlyList<string> Known => _dataset?.Versions is [var newest, ..] ? newest.Variables : [];

    private string Title => _edits.Count == 0 ? $"Edit {Key}" : $"{Figures.Count(_edits.Count)} change{(_edits.Count == 1 ? "" : "s")} not saved";

    private string? Off => Busy ? "saving"
        : _dataset?.Frozen is { } frozen ? $"frozen by {frozen.By}"
        : _conflict is not null ? $"version {_dataset!.LatestVersion} was added meanwhile"
        : _edits.Count == 0 ? "nothing is changed" : null;

    private IReadOnlyList<FilterChip> Chips =>
    [
        .. Tag is null ? Array.Empty<FilterChip>() : [new FilterChip("Tag", Tag, Here(("tag", null), ("page", null)))],
        .. Split is null ? Array.Empty<FilterChip>() : [new FilterChip("Split", Split, Here(("split", null), ("page", null)))],
    ];

    protected override async Task OnParametersSetAsync()
    {
        if (_dataset is not null && _dataset.Key != Key)
        {
            // The framework would show the next dataset in this same component, with what was changed in the last one.
            Navigation.NavigateTo(Navigation.Uri, forceLoad: true);
            return;
        }

        if (_dataset is null)
        {
            _dataset = await GetAsync("Reading the dataset", actor => getDataset.HandleAsync(Key, actor, Ended));
            _basedOn = _dataset?.LatestVersion ?? 0;
        }

        if (_dataset is null)
            return;

        await LoadAsync();
        await OpenAsync();
    }

    private async Task LoadAsync()
    {
        if (_basedOn == 0)
            return;

        var query = new ListCases.Query(Key, _basedOn, Search, Tag, (Number - 1) * PageSize, PageSize, Split: Split);
        _cases = await GetAsync("Listing the cases", actor => listCases.HandleAsync(query, actor, Ended)) ?? _cases;
        _groups ??= await GetAsync("Counting tags and splits", actor => getGroups.HandleAsync(new(Key, _basedOn), actor, Ended));
    }

    // Paging behind an open form must not throw away what is typed in it.
    private async Task OpenAsync()
    {
        if (Case == _draftOf)
            return;

        if (_typed)
            _keeping.Signal();
        (_draftOf, _draft, _typed) = (Case, null, false);
        if (Case != NewCase)
            _reopened = null;
        if (Case != NewCase)
            _reopened = null;
        if (Case == NewCase)
            _draft = _reopened is { } again ? CaseDraftInput.Of(again.Case) : CaseDraftInput.Empty(Known);
        else if (Case is { } key && _edits.Written(key) is { } written)
            _draft = CaseDraftInput.Of(written with { Tags = RowOf(key, written.Tags, written.Split).Tags, Split = RowOf(key, written.Tags, written.Split).Split });
        else if (Case is { } stored && await GetAsync("Reading the case", actor => getCase.HandleAsync(new(Key, _basedOn, stored), actor, Ended)) is { } found)
            _draft = CaseDraftInput.Of(CaseDraftInput.Of(found, RowOf(stored, found.Tags, found.Split)));
    }

    private PendingRow RowOf(string key, IReadOnlyList<string> tags, string? split) => _edits.Of(new ListCases.Item(0, key, "", [], tags, 0, split, null));

    private void Take(CaseInput taken)
    {
        if (Case != NewCase)
            _edits.Do(new CaseEdit.Put(Case!, taken));
        else if (_reopened is { } old)
            _edits.Replace(old, new CaseEdit.Add(taken));
        else
            _edits.Do(new CaseEdit.Add(taken));
        _reopened = null;
        Navigation.NavigateTo(Here(("case", null)));
        _keeping.Signal();
    }

    private void Reopen(CaseEdit.Add add)
    {
        _reopened = add;
        Navigation.NavigateTo(Here(("case", NewCase)));
    }

    private void Bulk(Func<IReadOnlyList<string>, CaseEdit> make)
    {
        _edits.Do(make([.. _selected]));
        _selected.Clear();
        _keeping.Signal();
    }

    private void Select(string key, bool selected) => _ = selected ? _selected.Add(key) : _selected.Remove(key);

    private void SelectPage(bool selected)
    {
        foreach (var item in _cases?.Items ?? [])
            Select(item.Key, selected);
    }

    private async Task SelectAllAsync()
    {
        if (await GetAsync("Selecting the cases", actor => listKeys.HandleAsync(new(Key, _basedOn, Search, Tag, Split), actor, Ended)) is { } keys)
            _selected.UnionWith(keys);
    }

    private async Task SaveAsync()
    {
        if (Off is not null)
            return;

        Error? refused = null;
        var added = await GetAsync("Saving the version", async actor =>
        {
            var result = await edit.HandleAsync(new(Key, _basedOn, _edits.All, _note), actor, CancellationToken.None);
            refused = result.Error;
            return result;
        });
        if (added is not null)
        {
            _edits.Clear();
            await browser.ForgetAsync(KeptName);
            Navigation.NavigateTo(added.Version > 1 ? $"/datasets/{Key}/diff?from={added.Version - 1}&to={added.Version}" : $"/datasets/{Key}");
        }
        else if (refused is { Code: "datasets.changed-meanwhile" })
        {
            _conflict = refused;
            _dataset = await GetAsync("Reading the dataset", actor => getDataset.HandleAsync(Key, actor, Ended)) ?? _dataset;
        }
    }

    private async Task ApplyToNewestAsync()
    {
        (_conflict, _basedOn, _groups, Fault) = (null, _dataset!.LatestVersion, null, null);
        await LoadAsync();
    }

    private async Task LeaveAsync(LocationChangingContext leaving)
    {
        if (_edits.Count == 0 || Navigation.ToAbsoluteUri(leaving.TargetLocation).AbsolutePath == Navigation.ToAbsoluteUri(Navigation.Uri).AbsolutePath)
            return;
        if (!await dialogs.ConfirmAsync("Leave without saving", $"{Figures.Count(_edits.Count)} change{(_edits.Count == 1 ? " stays" : "s stay")} in this browser and {(_edits.Count == 1 ? "is" : "are")} offered back when you edit {Key} again.", "Leave", "Keep editing"))
            leaving.PreventNavigation();
    }

    private void Filter(string? search) => Navigation.NavigateTo(Here(("q", string.IsNullOrWhiteSpace(search) ? null : search.Trim()), ("page", null)));

    private string Here(params (string Name, string? Value)[] parameters) =>
        Navigation.GetUriWithQueryParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value));
}
