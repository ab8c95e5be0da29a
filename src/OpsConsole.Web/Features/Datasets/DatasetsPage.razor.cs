using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>All datasets, by system or words.</summary>
public sealed partial class DatasetsPage(ListDatasets list)
{
    private Page<ListDatasets.Item>? _page;

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    private string Title => _page is { Items.Count: > 0, Next: null } page && After is null
        ? $"{page.Items.Count} dataset{(page.Items.Count == 1 ? "" : "s")}, {Figures.Count(page.Items.Sum(item => (long)item.Cases))} cases"
        : "Datasets";

    private string NewHref => System is null ? "/datasets/new" : $"/datasets/new?system={Uri.EscapeDataString(System)}";

    protected override async Task OnParametersSetAsync() =>
        _page = await GetAsync("Listing the datasets", actor => list.HandleAsync(new(System, Search, After), actor, Ended)) ?? _page;
}
