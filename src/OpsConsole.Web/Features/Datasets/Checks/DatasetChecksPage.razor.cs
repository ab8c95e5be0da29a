using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Checks;
using OpsConsole.Core.Features.Datasets.Edit;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Datasets.Checks;

/// <summary>Cases that repeat one another, and cases that stand in a prompt. Version, report, similarity and page are in the address.</summary>
public sealed partial class DatasetChecksPage(GetDataset getDataset, FindDuplicates findDuplicates, FindLeaks findLeaks, EditCases edit, IDialogService dialogs)
{
    private const int GroupsAPage = 20;
    private const int LeaksAPage = 50;
    private static readonly double[] Offered = [0.6, FindDuplicates.DefaultSimilarity, 0.8, 0.9];
    private GetDataset.Details? _dataset;
    private FindDuplicates.Report? _duplicates;
    private FindLeaks.Report? _leaks;

    [Parameter]
    public string Key { get; set; } = "";

    [SupplyParameterFromQuery(Name = "v")]
    private string? VersionText { get; set; }

    private int? Version => QueryNumber.Whole(VersionText);

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "similarity")]
    private string? SimilarityText { get; set; }

    private double? Similarity => QueryNumber.Number(SimilarityText);

    [SupplyParameterFromQuery(Name = "page")]
    private string? PageNumberText { get; set; }

    private int? PageNumber => QueryNumber.Whole(PageNumberText);

    private bool ShowsLeaks => Show == "leaks";

    private int Page => Math.Clamp(PageNumber ?? 1, 1, 1_000_000);

    private int Number => Version ?? _dataset?.LatestVersion ?? 0;

    private string Title => ShowsLeaks
        ? _leaks is { } leaks ? leaks.LeakedCases == 0 ? "No case stands in a prompt" : $"{Cases(leaks.LeakedCases)} of {Figures.Count(leaks.Cases)} stand{(leaks.LeakedCases == 1 ? "s" : "")} in a prompt" : "Leaks"
        : _duplicates is { } report ? report.Others.Count == 0 ? "No duplicates" : $"{Cases(report.Others.Count)} of {Figures.Count(report.Cases)} repeat{(report.Others.Count == 1 ? "s" : "")} another" : "Duplicates";

    private string? Off => Busy ? "saving"
        : _dataset?.Frozen is { } frozen ? $"frozen by {frozen.By}"
        : Number != _dataset?.LatestVersion ? $"v{_dataset?.LatestVersion} is newer; look at that one"
        : null;

    private IReadOnlyList<SegOption> Similarities =>
        [.. Offered.Select(value => new SegOption(
            string.Create(CultureInfo.InvariantCulture, $"from {value:P0}"),
            Here(("similarity", value == FindDuplicates.DefaultSimilarity ? null : value.ToString(CultureInfo.InvariantCulture)), ("page", null)),
            (Similarity ?? FindDuplicates.DefaultSimilarity) == value))];

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (await GetAsync("Reading the dataset", actor => getDataset.HandleAsync(Key, actor, Ended)) is not { } dataset)
            return;

        _dataset = dataset;
        if (ShowsLeaks)
            _leaks = await GetAsync("Looking for leaks", actor => findLeaks.HandleAsync(new(Key, Number, (Page - 1) * LeaksAPage, LeaksAPage), actor, Ended));
        else
            _duplicates = await GetAsync("Looking for duplicates", actor => findDuplicates.HandleAsync(
                new(Key, Number, Similarity ?? FindDuplicates.DefaultSimilarity, (Page - 1) * GroupsAPage, GroupsAPage), actor, Ended));
    }

    private async Task RemoveAsync(IReadOnlyList<string> keys, string what)
    {
        var consequence = $"The first of each group stays. Version {Number + 1} is made without the others; version {Number} keeps them.";
        if (!await dialogs.ConfirmAsync($"Remove {Cases(keys.Count)}", consequence, "Remove in a new version", destructive: true))
            return;

        var note = $"{Cases(keys.Count)} removed: {what}";
        var added = await GetAsync("Removing the cases", actor => edit.HandleAsync(new(Key, Number, [new CaseEdit.Remove(keys)], note), actor, CancellationToken.None));
        if (added is not null)
            Navigation.NavigateTo($"/datasets/{Key}/diff?from={Number}&to={added.Version}");
    }

    private string CaseHref(string key) => $"/datasets/{Key}?v={Number}&case={Uri.EscapeDataString(key)}";

    private static string Cases(int count) => $"{Figures.Count(count)} case{(count == 1 ? "" : "s")}";

    private string Here(params (string Name, string? Value)[] parameters) =>
        Navigation.GetUriWithQueryParameters(parameters.ToDictionary(parameter => parameter.Name, parameter => (object?)parameter.Value));
}
