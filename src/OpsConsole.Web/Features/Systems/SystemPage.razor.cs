using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Web.Features.Systems;

/// <summary>The dossier of one system: its facts, what it owns and what was run for it last.</summary>
public sealed partial class SystemPage(GetSystem get, GetSystemTier getTier, ListSystemHistory listHistory)
{
    private GetSystem.Dossier? _system;
    private GetSystemTier.Record? _tier;
    private IReadOnlyList<ListSystemHistory.Item>? _history;
    private Actor? _reader;

    [Parameter]
    public string Key { get; set; } = "";

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Runs, LoadAsync);
        RefreshOn(ChangeFeed.Releases, LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        if (_system?.Key != Key)
            (_system, _tier, _history) = (null, null, null);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var found = await GetAsync("Reading the system", actor => get.HandleAsync(Key, actor, Ended));
        if (found is null)
            return;

        _tier = await GetAsync("Reading its tier", actor =>
        {
            _reader = actor;
            return getTier.HandleAsync(Key, actor, Ended);
        }) ?? _tier;
        _history = await GetAsync("Reading its history", actor => listHistory.HandleAsync(Key, actor, Ended)) ?? _history;
        _system = found;
    }
}
