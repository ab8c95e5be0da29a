using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;

namespace OpsConsole.Web.Features.People;

/// <summary>Who has signed in. Nothing is changed here: roles are the directory's.</summary>
public sealed partial class PeoplePage(ListPeople list)
{
    private Page<ListPeople.Item>? _page;

    [SupplyParameterFromQuery(Name = "q")]
    private string? Search { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    protected override async Task OnParametersSetAsync() =>
        _page = await GetAsync("Listing the people", actor => list.HandleAsync(new(Search, After), actor, Ended)) ?? _page;

    private void Filter(string? search) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>
    {
        ["q"] = string.IsNullOrWhiteSpace(search) ? null : search.Trim(),
        ["after"] = null,
    }));
}
