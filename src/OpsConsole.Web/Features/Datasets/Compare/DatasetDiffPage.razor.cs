using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Compare;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Datasets.Compare;

/// <summary>What two versions say differently: counts first, then case by case. The pair, the kind and the search are in the address.</summary>
public sealed partial class DatasetDiffPage(GetDataset getDataset, DiffDatasetVersions diffVersions)
{
    private const int PageSize = 50;
    private GetDataset.Details? _dataset;
    private DiffDatasetVersions.Difference? _diff;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "from")]
    private string? FromText { get; set; }

    private int? From => QueryNumber.Whole(FromText);

    [SupplyParameterFromQuery(Name = "to")]
    private string? ToText { get; set; }

    private int? To => QueryNumber.Whole(ToText);

    [SupplyParameterFromQuery(Name = "kind")]
    private string? Kind { get; set; }

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageText { get; set; }

    private int? Page => QueryNumber.Whole(PageText);

    private int Number => Math.Clamp(Page ?? 1, 1, 1_000_000);

    private int NewNumber => To ?? _dataset?.LatestVersion ?? 0;

    private int OldNumber => From ?? Math.Max(1, NewNumber - 1);

    private CaseChangeKind? Chosen => Enum.TryParse<CaseChangeKind>(Kind, ignoreCase: true, out var kind) && Enum.IsDefined(kind) ? kind : null;

    private string Title => _diff switch
    {
        null => "Compare two versions",
        { Counts.Different: 0 } same => $"v{same.From.Number} and v{same.To.Number} hold the same cases",
        var diff => $"{Figures.Count(diff.Counts.Different)} case{(diff.Counts.Different == 1 ? "" : "s")} differ{(diff.Counts.Different == 1 ? "s" : "")} from v{diff.From.Number} to v{diff.To.Number}",
    };

    protected override async Task OnParametersSetAsync()
    {
        if (_dataset?.Key != Key)
            (_dataset, _diff) = (await GetAsync("Reading the dataset", actor => getDataset.HandleAsync(Key, actor, Ended)), null);
        if (_dataset is null or { LatestVersion: < 2 })
            return;

        var query = new DiffDatasetVersions.Query(Key, OldNumber, NewNumber, Chosen, Search, (Number - 1) * PageSize, PageSize);
        _diff = await GetAsync("Comparing the versions", actor => diffVersions.HandleAsync(query, actor, Ended));
    }

    private IReadOnlyList<SegOption> Kinds(DiffDatasetVersions.Counts counts) =>
    [
        Option("All", null, counts.Different),
        Option("Added", CaseChangeKind.Added, counts.Added),
        Option("Changed", CaseChangeKind.Changed, counts.Changed),
        Option("Removed", CaseChangeKind.Removed, counts.Removed),
        Option("Moved", CaseChangeKind.Moved, counts.Moved),
    ];

    private SegOption Option(string word, CaseChangeKind? kind, int count) =>
        new(word, Here(("kind", kind?.ToString().ToLower(CultureInfo.InvariantCulture)), ("page", null)), Chosen == kind, count);

    private void Filter(string? search) => Navigation.NavigateTo(Here(("q", string.IsNullOrWhiteSpace(search) ? null : search.Trim()), ("page", null)));

    private string Here(params (string Name, object? Value)[] parameters) =>
        Navigation.GetUriWithQueryParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value));
}
