using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>One version of a dataset: its facts and a page of its cases, chosen, searched and sorted by the address.</summary>
public sealed partial class DatasetPage(GetDataset getDataset, ListCases listCases)
{
    internal const int PageSize = 50;
    private GetDataset.Details? _dataset;
    private GetDataset.VersionItem? _version;
    private GridPage<ListCases.Item>? _cases;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "v")]
    private int? Version { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "tag")]
    private string? Tag { get; set; }

    [SupplyParameterFromQuery(Name = "sort")]
    private string? Sort { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private int? Page { get; set; }

    [SupplyParameterFromQuery(Name = "case")]
    private string? Case { get; set; }

    private int Number => Math.Clamp(Page ?? 1, 1, 1_000_000);

    private IReadOnlyList<FilterChip> Chips => Tag is null ? [] : [new FilterChip("Tag", Tag, Here(("tag", null), ("page", null)))];

    /// <summary>How the number of cases moved since the version before.</summary>
    private string Change => _dataset!.Versions.FirstOrDefault(version => version.Number == _version!.Number - 1) is { } before
        ? _version!.Cases == before.Cases ? $"as many as v{before.Number}" : $"{Figures.Signed(_version.Cases - before.Cases, 0)} against v{before.Number}"
        : "first version";

    protected override async Task OnParametersSetAsync()
    {
        if (_dataset?.Key != Key)
            (_dataset, _version, _cases) = (null, null, null);

        _dataset = await GetAsync("Reading the dataset", actor => getDataset.HandleAsync(Key, actor, Ended));
        if (_dataset is null or { LatestVersion: 0 })
            return;

        var number = Version ?? _dataset.LatestVersion;
        _version = _dataset.Versions.FirstOrDefault(version => version.Number == number);
        var (sort, descending) = (Sort?.TrimStart('-'), Sort?.StartsWith('-') == true);
        var query = new ListCases.Query(
            Key, number, Search, Tag, (Number - 1) * PageSize, PageSize,
            sort switch { "id" => CaseSort.Key, "title" => CaseSort.Title, _ => CaseSort.Position }, descending);
        _cases = await GetAsync("Listing the cases", actor => listCases.HandleAsync(query, actor, Ended));
    }

    private void Filter(string? search) => Navigation.NavigateTo(Here(("q", string.IsNullOrWhiteSpace(search) ? null : search.Trim()), ("page", null)));

    private string CaseHref(string? key) => Here(("case", key));

    private string Here(params (string Name, string? Value)[] parameters) =>
        Navigation.GetUriWithQueryParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value));
}
