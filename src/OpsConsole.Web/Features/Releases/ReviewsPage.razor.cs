using System.Globalization;
using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

/// <summary>The inbox: what waits for the reader, what waits for others, what rolls out, and everything there was. Tab and filters are in the address.</summary>
public sealed partial class ReviewsPage(GetInbox get, ListReleases list, ListCanaries canaries, TimeProvider clock)
{
    private const int Shown = 50;
    private static readonly IReadOnlyList<ReleaseState> OnTheirWay = [ReleaseState.Approved, ReleaseState.Rolling, ReleaseState.Live];
    private GetInbox.Inbox? _inbox;
    private IReadOnlyList<ListCanaries.Item>? _canaries;
    private Page<ListReleases.Item>? _page;
    private ReviewTab? _read;
    private bool _filtering;

    [SupplyParameterFromQuery(Name = "show")]
    private string? Show { get; set; }

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    [SupplyParameterFromQuery(Name = "tier")]
    private string? TierText { get; set; }

    [SupplyParameterFromQuery(Name = "due")]
    private string? DueText { get; set; }

    private ReviewTab Tab => ReviewFilter.Tab(Show);

    private ReviewFilter Asked => ReviewFilter.Of(System, Search, TierText, Tab is ReviewTab.Mine or ReviewTab.Others ? DueText : null);

    private IReadOnlyList<GetInbox.Item>? Waiting => _inbox is { } inbox
        ? [.. (Tab == ReviewTab.Mine ? inbox.Mine : inbox.Others).Where(item => Asked.Admits(item, clock.GetUtcNow().UtcDateTime))]
        : null;

    private string Title => _inbox switch
    {
        null => "Reviews",
        { Mine.Count: > 0 and var mine } => ReviewLooks.Decisions(mine),
        { Others.Count: > 0 and var others } => $"Nothing waits for you; {(others == 1 ? "1 request waits" : $"{others} requests wait")} for others",
        _ => "No request waits for a decision",
    };

    private IReadOnlyList<SegOption> Tabs =>
    [
        new("Waiting for you", TabHref(ReviewTab.Mine), Tab == ReviewTab.Mine, _inbox?.Mine.Count),
        new("Waiting for others", TabHref(ReviewTab.Others), Tab == ReviewTab.Others, _inbox?.Others.Count),
        new("Rolling out and live", TabHref(ReviewTab.Rollout), Tab == ReviewTab.Rollout),
        new("All", TabHref(ReviewTab.All), Tab == ReviewTab.All),
    ];

    private IReadOnlyList<FilterChip> Chips
    {
        get
        {
            var asked = Asked;
            List<FilterChip> chips = [];
            if (asked.System is { } system)
                chips.Add(new FilterChip("System", system, With("system", null)));
            if (asked.Search is { } search)
                chips.Add(new FilterChip("Prompt", search, With("q", null)));
            if (asked.Tier is { } tier)
                chips.Add(new FilterChip("Tier", $"T{tier}", With("tier", null)));
            if (asked.Due is { } due)
                chips.Add(new FilterChip("Due", ReviewFilter.Word(due), With("due", null)));
            return chips;
        }
    }

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Releases, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        // The rows of one tab must not stand under another while that one is read.
        if (_read != Tab)
            (_read, _page) = (Tab, null);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        _inbox = await GetAsync("Reading the reviews", actor => get.HandleAsync(actor, Ended)) ?? _inbox;
        if (Tab is not (ReviewTab.Rollout or ReviewTab.All) || Fault is not null)
            return;

        var after = int.TryParse(After, CultureInfo.InvariantCulture, out var id) ? id : (int?)null;
        var query = new ListReleases.Query(SystemKey: Asked.System, States: Tab == ReviewTab.Rollout ? OnTheirWay : null, After: after, Limit: Shown, Search: Asked.Search, Tier: Asked.Tier);
        _page = await GetAsync("Listing the releases", actor => list.HandleAsync(query, actor, Ended)) ?? _page;
        if (Tab == ReviewTab.Rollout && Fault is null)
            _canaries = await GetAsync("Listing the canaries", actor => canaries.HandleAsync(actor, Ended)) ?? _canaries;
    }

    private string With(string name, string? value) =>
        Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = string.IsNullOrEmpty(value) ? null : value, ["after"] = null });

    /// <param name="bare">Without any filter.</param>
    private string TabHref(ReviewTab tab, bool bare = false)
    {
        var parameters = new Dictionary<string, object?> { ["show"] = tab == ReviewTab.Mine ? null : tab.ToString().ToLowerInvariant(), ["after"] = null };
        if (bare)
            foreach (var name in new[] { "system", "q", "tier", "due" })
                parameters[name] = null;
        return Navigation.GetUriWithQueryParameters(parameters);
    }
}
