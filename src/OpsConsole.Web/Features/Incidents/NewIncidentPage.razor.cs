using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Incidents;

/// <summary>Declares an incident; says before it is sent what its severity will hold up.</summary>
public sealed partial class NewIncidentPage(DeclareIncident declare)
{
    private static readonly IReadOnlyList<Choice<int>> Severities =
        [.. Enumerable.Range(1, 4).Select(severity => new Choice<int>(severity, $"{IncidentWords.Severity(severity)}, {IncidentWords.Meaning(severity)}"))];

    private string _system = "";
    private int _severity = 2;
    private string _title = "";

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    private string Effect => _severity <= 2
        ? "While it is open, nothing of this system goes live but by break-glass. Engineers, security and product managers are told at once."
        : "It holds up no release. Nobody is told.";

    protected override void OnInitialized() => _system = System ?? "";

    private async Task DeclareAsync()
    {
        if (await GetAsync("Declaring the incident", actor => declare.HandleAsync(new(_system, _severity, _title), actor, CancellationToken.None)) is { } key)
            Navigation.NavigateTo($"/incidents/{key}");
    }
}
