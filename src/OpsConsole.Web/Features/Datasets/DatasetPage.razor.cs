using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>One version of a dataset: its facts and a page of its cases, chosen, searched and sorted by the address.</summary>
public sealed partial class DatasetPage(
    GetDataset getDataset, ListCases listCases, GetCaseGroups getGroups, FreezeDataset freeze, IDialogService dialogs)
{
    internal const int PageSize = 50;
    private readonly HashSet<string> _listens = [];
    private GetDataset.Details? _dataset;
    private GetDataset.VersionItem? _version;
    private GridPage<ListCases.Item>? _cases;
    private GetCaseGroups.Groups? _groups;
    private (string Key, int Number)? _groupsOf;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "v")]
    private string? VersionText { get; set; }

    private int? Version => QueryNumber.Whole(VersionText);

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "tag")]
    private string? Tag { get; set; }

    [SupplyParameterFromQuery(Name = "split")]
    private string? Split { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageText { get; set; }

    private int? Page => QueryNumber.Whole(PageText);

    [SupplyParameterFromQuery(Name = "case")]
    private string? Case { get; set; }

    private int Number => Math.Clamp(Page ?? 1, 1, 1_000_000);

    private IReadOnlyList<FilterChip> Chips =>
    [
        .. Tag is null ? Array.Empty<FilterChip>() : [new FilterChip("Tag", Tag, TagHref(null))],
        .. Split is null ? Array.Empty<FilterChip>() : [new FilterChip("Split", Split, SplitHref(null))],
    ];

    /// <summary>How the number of cases moved since the version before.</summary>
    private string Change => _dataset!.Versions.FirstOrDefault(version => version.Number == _version!.Number - 1) is { } before
        ? _version!.Cases == before.Cases ? $"as many as v{before.Number}" : $"{Figures.Signed(_version.Cases - before.Cases, 0)} against v{before.Number}"
        : "first version";

    protected override async Task OnParametersSetAsync()
    {
        if (_dataset?.Key != Key)
        {
            (_dataset, _version, _cases, _groups, _groupsOf) = (null, null, null, null, null);
            if (_listens.Add(Key))
                RefreshOn(ChangeFeed.Dataset(Key), LoadAsync);
        }

        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _dataset = await GetAsync("Reading the dataset", actor => getDataset.HandleAsync(Key, actor, Ended));
        if (_dataset is null or { LatestVersion: 0 })
            return;

        var number = Version ?? _dataset.LatestVersion;
        _version = _dataset.Versions.FirstOrDefault(version => version.Number == number);
        var (sort, descending) = (Sort?.TrimStart('-'), Sort?.StartsWith('-') == true);
        var query = new ListCases.Query(
            Key, number, Search, Tag, (Number - 1) * PageSize, PageSize,
            sort switch { "id" => CaseSort.Key, "title" => CaseSort.Title, _ => CaseSort.Position }, descending, Split);
        _cases = await GetAsync("Listing the cases", actor => listCases.HandleAsync(query, actor, Ended));
        if (_groupsOf != (Key, number))
            (_groups, _groupsOf) = (await GetAsync("Counting tags and splits", actor => getGroups.HandleAsync(new(Key, number), actor, Ended)), (Key, number));
    }

    private async Task FreezeAsync()
    {
        if (await dialogs.AskReasonAsync($"Freeze {Key}", "It takes no new version until somebody unfreezes it: what is measured against it stays comparable.", "Freeze dataset") is { } reason
            && await RunAsync("Freezing the dataset", actor => freeze.HandleAsync(new(Key, true, reason), actor, CancellationToken.None)))
            await LoadAsync();
    }

    private async Task UnfreezeAsync()
    {
        if (await dialogs.AskReasonAsync($"Unfreeze {Key}", "It takes new versions again. Why it was frozen, and why not any more, stays in the audit log.", "Unfreeze dataset") is { } reason
            && await RunAsync("Unfreezing the dataset", actor => freeze.HandleAsync(new(Key, false, reason), actor, CancellationToken.None)))
            await LoadAsync();
    }

    private string TagHref(string? tag) => Here(("tag", tag), ("page", null), ("case", null));

    private string SplitHref(string? split) => Here(("split", split), ("page", null), ("case", null));

    private void Filter(string? search) => Navigation.NavigateTo(Here(("q", string.IsNullOrWhiteSpace(search) ? null : search.Trim()), ("page", null)));

    private string CaseHref(string? key) => Here(("case", key));

    private string Here(params (string Name, string? Value)[] parameters) =>
        Navigation.GetUriWithQueryParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value));
}
