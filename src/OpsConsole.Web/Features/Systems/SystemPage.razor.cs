using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Web.Features.Systems;

/// <summary>The dossier of one system: its facts, what it owns and what was run for it last.</summary>
public sealed partial class SystemPage(GetSystem get)
{
    private GetSystem.Dossier? _system;

    [Parameter]
    public string Key { get; set; } = "";

    protected override void OnInitialized() => RefreshOn(ChangeFeed.Runs, LoadAsync);

    protected override Task OnParametersSetAsync()
    {
        if (_system?.Key != Key)
            _system = null;
        return LoadAsync();
    }

    private async Task LoadAsync() => _system = await GetAsync("Reading the system", actor => get.HandleAsync(Key, actor, Ended)) ?? _system;
}
