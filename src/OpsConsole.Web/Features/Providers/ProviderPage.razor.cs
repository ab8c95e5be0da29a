using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Web.Features.Providers;

/// <summary>One provider: whether it can be used, within which limits, and what its models cost.</summary>
public sealed partial class ProviderPage(GetProvider get, GetProviderStates getStates, TestConnection test)
{
    private GetProvider.Details? _provider;
    private GetProviderStates.State? _state;
    private ProbeResult? _probe;
    private string? _testing;

    [Parameter]
    public string Key { get; set; } = "";

    /// <summary>The model whose prices are open.</summary>
    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    private string? TestOff => _testing is not null ? "a test is under way" : _provider is { Models.Count: 0 } ? "no model to ask" : null;

    protected override async Task OnParametersSetAsync()
    {
        if (_provider?.Key == Key)
            return;

        (_provider, _probe) = (null, null);
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        _state = (await GetAsync("Reading the state", actor => getStates.HandleAsync(actor, Ended)))?.GetValueOrDefault(Key);
        _provider = await GetAsync("Reading the provider", actor => get.HandleAsync(Key, actor, Ended)) ?? _provider;
    }

    private async Task TestAsync(string? model)
    {
        _testing = model ?? Key;
        _probe = await GetAsync("Testing the connection", actor => test.HandleAsync(new(Key, model), actor, Ended));
        _testing = null;
        if (_probe is not null)
            await LoadAsync();
    }

    private string ModelHref(string? model) => Navigation.GetUriWithQueryParameter("model", model);

    private static string Stated(string text) => text.Length > 0 ? text : "not stated";
}
