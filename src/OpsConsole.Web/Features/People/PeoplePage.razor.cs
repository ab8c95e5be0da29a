using OpsConsole.Core.Common;
using OpsConsole.Core.Features.People;

namespace OpsConsole.Web.Features.People;

/// <summary>Who has signed in. Nothing is changed here: roles are the directory's.</summary>
public sealed partial class PeoplePage(ListPeople list)
{
    private Page<ListPeople.Item>? _page;

    protected override async Task OnParametersSetAsync() =>
        _page = await GetAsync("Listing the people", actor => list.HandleAsync(new(Search, After), actor, Ended)) ?? _page;
}
