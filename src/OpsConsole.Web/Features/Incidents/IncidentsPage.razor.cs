using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Incidents;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Incidents;

/// <summary>What goes wrong now, and what did.</summary>
public sealed partial class IncidentsPage(ListIncidents list)
{
    private const int Size = Page.DefaultLimit;
    private static readonly StateLook Open = new("Open", Tone.Warn, Shape.Clock);
    private static readonly StateLook Resolved = new("Resolved", Tone.Pass, Shape.Check);

    private ListIncidents.Listing? _listing;

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    [SupplyParameterFromQuery(Name = "skip")]
    private string? SkipText { get; set; }

    private int Skip => QueryNumber.Whole(SkipText) ?? 0;

    private bool OpenOnly => Show == "open";

    private string Title => _listing switch
    {
        null => "Incidents",
        { Open: 0 } => "No open incident",
        { Blocking: 0 } listing => $"{Count(listing.Open)}, holding no release",
        var listing when listing.Blocking == listing.Open => $"{Count(listing.Open)}, which hold{(listing.Open == 1 ? "s" : null)} releases",
        var listing => $"{Count(listing.Open)}, {listing.Blocking} of them hold{(listing.Blocking == 1 ? "s" : null)} releases",
    };

    private IReadOnlyList<FilterChip> Chips => System is { } system ? [new FilterChip("System", system, Address("system", null))] : [];

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Incidents, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _listing = await GetAsync("Listing the incidents", actor => list.HandleAsync(new(OpenOnly, System, Skip, Size), actor, Ended)) ?? _listing;

    private string Address(string name, string? value) => Navigation.GetUriWithQueryParameters(
        name == "skip" ? new Dictionary<string, object?> { [name] = value } : new Dictionary<string, object?> { [name] = value, ["skip"] = null });

    private static string Count(int open) => open == 1 ? "1 open incident" : $"{open} open incidents";
}
