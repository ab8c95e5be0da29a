using System.Globalization;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Incidents;

/// <summary>One incident: what it is, what it holds up, and the button that ends it.</summary>
public sealed partial class IncidentPage(GetIncident get, ResolveIncident resolve, IDialogService dialogs, BrowserTimeZone zone, TimeProvider clock)
{
    private GetIncident.Details? _incident;

    [Parameter]
    public string Key { get; set; } = "";

    private BrowserTimeZone Zone => zone;

    private TimeProvider Clock => clock;

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Incidents, LoadAsync);
        RefreshOn(ChangeFeed.Releases, LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        if (_incident?.Key != Key)
            _incident = null;
        return LoadAsync();
    }

    private async Task LoadAsync() => _incident = await GetAsync("Reading the incident", actor => get.HandleAsync(Key, actor, Ended)) ?? _incident;

    private async Task ResolveAsync()
    {
        var consequence = _incident!.IsBlocking
            ? $"Releases of {_incident.SystemName} can go live again. Say what ended it."
            : "It stays in the list as resolved. Say what ended it.";
        if (await dialogs.AskReasonAsync($"Resolve {_incident.Key}", consequence, "Resolve incident") is { } resolution
            && await RunAsync("Resolving the incident", actor => resolve.HandleAsync(new(Key, resolution), actor, CancellationToken.None)))
            await LoadAsync();
    }

    private static string Effect(GetIncident.Details incident) => incident switch
    {
        { IsBlocking: true, Blocks.Count: 0 } => $"Nothing of {incident.SystemName} goes live while it is open, but by break-glass. No release is under way.",
        { IsBlocking: true } => $"Nothing of {incident.SystemName} goes live while it is open, but by break-glass:",
        { IsOpen: true } => "No release: only SEV1 and SEV2 hold them up.",
        _ => "Nothing any more: it is resolved.",
    };

    private string Lasting(GetIncident.Details incident)
    {
        var time = (incident.ResolvedAt ?? clock.GetUtcNow().UtcDateTime) - incident.DeclaredAt;
        return time.TotalDays < 2 ? Figures.Duration(time) : string.Create(CultureInfo.InvariantCulture, $"{(int)time.TotalDays} days");
    }
}
