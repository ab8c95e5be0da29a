using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>All prompts, by folder, system or words.</summary>
public sealed partial class PromptsPage(ListPrompts list)
{
    private Page<ListPrompts.Item>? _page;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    [SupplyParameterFromQuery(Name = "folder")]
    private string? Folder { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    private string Title => _page is { Items.Count: > 0, Next: null } page && After is null
        ? $"{page.Items.Count} prompt{(page.Items.Count == 1 ? "" : "s")}, {page.Items.Sum(item => item.LatestVersion)} versions"
        : "Prompts";

    private string NewHref => System is null ? "/prompts/new" : $"/prompts/new?system={Uri.EscapeDataString(System)}";

    private IReadOnlyList<FilterChip> Chips => Folder is null ? [] : [new FilterChip("Folder", Folder, Navigation.GetUriWithQueryParameter("folder", (string?)null))];

    protected override async Task OnParametersSetAsync() =>
        _page = await GetAsync("Listing the prompts", actor => list.HandleAsync(new(System, Search, After, Folder: Folder), actor, Ended)) ?? _page;

    private void Filter(string? search) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        ["after"] = null,
    }));
}
