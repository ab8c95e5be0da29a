using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Web.Features.Providers;

/// <summary>Which endpoints serve models, and whether they can be used from here now.</summary>
public sealed partial class ProvidersPage(ListProviders list, GetProviderStates getStates)
{
    private Page<ListProviders.Item>? _page;
    private IReadOnlyDictionary<string, GetProviderStates.State> _states = new Dictionary<string, GetProviderStates.State>();

    private string Title
    {
        get
        {
            if (_page is not { Items: { Count: > 0 } items })
                return "Providers";

            var ready = items.Count(item => item.Enabled && _states.GetValueOrDefault(item.Key)?.Secret is SecretState.Set or SecretState.NotNeeded);
            return $"{ready} of {items.Count} providers can be used here";
        }
    }

    /// <summary>Providers whose key an environment variable would bring.</summary>
    private IEnumerable<ListProviders.Item> Missing => (_page?.Items ?? [])
        .Where(item => item.SecretRef?.StartsWith("env:", StringComparison.Ordinal) == true && _states.GetValueOrDefault(item.Key)?.Secret == SecretState.Missing);

    protected override async Task OnParametersSetAsync()
    {
        _states = await GetAsync("Reading the states", actor => getStates.HandleAsync(actor, Ended)) ?? _states;
        if (Fault is null)
            _page = await GetAsync("Listing the providers", actor => list.HandleAsync(new(Search, After), actor, Ended)) ?? _page;
    }
}
