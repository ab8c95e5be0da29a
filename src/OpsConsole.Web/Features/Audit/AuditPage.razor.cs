using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Audit.Model;

namespace OpsConsole.Web.Features.Audit;

/// <summary>The audit log, newest first; filters and the open event are in the address.</summary>
public sealed partial class AuditPage(ListAuditEvents list, GetAuditEvent get)
{
    private const int Shown = 50;
    private Page<AuditRow>? _page;
    private AuditRow? _open;
    private ListAuditEvents.Query? _read;

    [SupplyParameterFromQuery(Name = "actor")]
    private string? Who { get; set; }

    [SupplyParameterFromQuery(Name = "action")]
    private string? Action { get; set; }

    [SupplyParameterFromQuery(Name = "object")]
    private string? Object { get; set; }

    [SupplyParameterFromQuery(Name = "prompt")]
    private string? Prompt { get; set; }

    [SupplyParameterFromQuery(Name = "outcome")]
    private string? OutcomeText { get; set; }

    [SupplyParameterFromQuery(Name = "from")]
    private string? From { get; set; }

    [SupplyParameterFromQuery(Name = "to")]
    private string? To { get; set; }

    [SupplyParameterFromQuery(Name = "after")]
    private string? After { get; set; }

    [SupplyParameterFromQuery(Name = "event")]
    private string? EventText { get; set; }

    private Guid? Event => Guid.TryParse(EventText, out var id) ? id : null;

    private ListAuditEvents.Query Asked => new()
    {
        Actor = Who,
        Action = Action,
        Object = Object,
        Prompt = Prompt,
        Outcome = Enum.TryParse<AuditOutcome>(OutcomeText, ignoreCase: true, out var outcome) && Enum.IsDefined(outcome) ? outcome : null,
        From = AuditFilters.Day(From),
        To = AuditFilters.Day(To),
        After = After,
        Limit = Shown,
    };

    private bool Unfiltered => Asked == new ListAuditEvents.Query { Limit = Shown };

    private string Title => Unfiltered && _page is { Items: [var newest, ..] } ? $"Recorded last: {newest.Action} by {newest.ActorName}" : "Audit";

    protected override async Task OnParametersSetAsync()
    {
        // Opening and closing an event changes the address too, and must not read the list again.
        if (_read != Asked)
        {
            _read = Asked;
            _page = await GetAsync("Listing the audit events", actor => list.HandleAsync(Asked, actor, Ended)) ?? _page;
        }

        if (_open?.EventId != Event)
            _open = Event is { } id ? await GetAsync("Reading the audit event", actor => get.HandleAsync(id, actor, Ended)) : null;
    }

    private void Filter(IReadOnlyDictionary<string, object?> changed) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameters(new Dictionary<string, object?>(changed) { ["after"] = null, ["event"] = null }));

    private string OpenHref(Guid? id) => Navigation.GetUriWithQueryParameter("event", id);
}
