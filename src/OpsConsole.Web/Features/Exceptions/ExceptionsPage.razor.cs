using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Exceptions;

/// <summary>All exceptions from gates: what waits, what holds now, what has ended.</summary>
public sealed partial class ExceptionsPage(ListExceptions list)
{
    private ListExceptions.Listing? _listing;

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "prompt")]
    private string? Prompt { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    private ExceptionFilter? Wanted => State switch
    {
        "in-review" => ExceptionFilter.InReview,
        "in-force" => ExceptionFilter.InForce,
        "ended" => ExceptionFilter.Ended,
        _ => null,
    };

    private string Title => _listing switch
    {
        null => "Exceptions",
        { InReview: > 0 and var waiting } => waiting == 1 ? "1 exception waits for a decision" : $"{waiting} exceptions wait for a decision",
        { InForce: > 0 and var held } => held == 1 ? "1 exception is in force" : $"{held} exceptions are in force",
        _ => "No exception is in force",
    };

    private IReadOnlyList<SegOption> Options =>
    [
        new("All", Address(null), Wanted is null),
        new("In review", Address("in-review"), Wanted == ExceptionFilter.InReview, _listing?.InReview),
        new("In force", Address("in-force"), Wanted == ExceptionFilter.InForce, _listing?.InForce),
        new("Ended", Address("ended"), Wanted == ExceptionFilter.Ended),
    ];

    private IReadOnlyList<FilterChip> Chips => Prompt is { } prompt ? [new FilterChip("Prompt", prompt, Navigation.GetUriWithQueryParameter("prompt", (string?)null))] : [];

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Releases, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() =>
        _listing = await GetAsync("Listing the exceptions", actor => list.HandleAsync(new(Wanted, Prompt, After), actor, Ended)) ?? _listing;

    private string Address(string? state) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { ["state"] = state, ["after"] = null });
}
