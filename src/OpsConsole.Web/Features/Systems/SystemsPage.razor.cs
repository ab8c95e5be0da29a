using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Web.Features.Systems;

/// <summary>The inventory of AI systems.</summary>
public sealed partial class SystemsPage(ListSystems list)
{
    private Page<ListSystems.Item>? _page;

    /// <summary>The answer to "what do we run, and how careful must we be": systems by tier, the highest first.</summary>
    private string Title
    {
        get
        {
            if (_page is not { Items: { Count: > 0 } items, Next: null } || After is not null)
                return "AI systems";

            var tiers = items.GroupBy(item => item.Tier.Level).OrderByDescending(tier => tier.Key).Select(tier => $"{tier.Count()} in tier T{tier.Key}");
            return $"{items.Count} AI system{(items.Count == 1 ? "" : "s")}: {string.Join(", ", tiers)}";
        }
    }

    protected override async Task OnParametersSetAsync() =>
        _page = await GetAsync("Listing the systems", actor => list.HandleAsync(new(Search, After), actor, Ended)) ?? _page;
}
