using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Labels;

/// <summary>What people are asked to label, and how far they are.</summary>
public sealed partial class LabelQueuesPage(ListLabelQueues list)
{
    private const int Size = Page.DefaultLimit;

    private ListLabelQueues.Listing? _listing;

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "run")]
    private string? Run { get; set; }

    [SupplyParameterFromQuery(Name = "skip")]
    private string? SkipText { get; set; }

    private int Skip => QueryNumber.Whole(SkipText) ?? 0;

    private bool OpenOnly => Show == "open";

    private string Title => _listing switch
    {
        null => "Review queues",
        { Open: 0 } => "No review queue is open",
        { Open: 1 } => "1 review queue is open",
        var listing => $"{listing.Open} review queues are open",
    };

    private IReadOnlyList<FilterChip> Chips => Run is { } run ? [new FilterChip("Run", run, Address("run", null))] : [];

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.LabelQueues, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var run = Run is null ? null : Core.Features.Runs.Model.Run.ParseKey(Run);
        if (Run is not null && run is null)
        {
            (Fault, _listing) = (Fault.Of(Error.NotFound("runs.not-found", $"There is no run {Run}.")), null);
            return;
        }

        _listing = await GetAsync("Listing the review queues", actor => list.HandleAsync(new(OpenOnly, run, Skip, Size), actor, Ended)) ?? _listing;
    }

    private string Address(string name, string? value) => Navigation.GetUriWithQueryParameters(
        name == "skip" ? new Dictionary<string, object?> { [name] = value } : new Dictionary<string, object?> { [name] = value, ["skip"] = null });
}
