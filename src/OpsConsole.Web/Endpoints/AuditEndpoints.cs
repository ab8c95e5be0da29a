using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Audit.Model;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>The audit log, read onwards from the newest event.</summary>
internal static class AuditEndpoints
{
    public static void MapAudit(this IEndpointRouteBuilder api) =>
        api.MapGet("/audit/events", EventsAsync).RequireAuthorization(nameof(Permission.Read)).WithTags("Audit").WithSummary("Audit events, newest first").Produces<ApiList<EventItem>>();

    private static async Task<IResult> EventsAsync([AsParameters] EventQuery query, ListAuditEvents list, RequestActor actor, CancellationToken cancellationToken) =>
        new ListQuery(query.After, query.Limit, null, null).Fault ?? ListQuery.Answer(await list.HandleAsync(query.ToQuery(), actor, cancellationToken), EventItem.Of);

    /// <param name="Actor">Part of the name or the id of who acted.</param>
    /// <param name="Action">One action, or all of one kind: <c>release</c>.</param>
    /// <param name="Object">Part of the object's key.</param>
    /// <param name="From">First day, in UTC.</param>
    /// <param name="To">Last day, in UTC.</param>
    internal sealed record EventQuery(
        string? After, int? Limit, string? Actor, string? Action, string? Object, string? Prompt, AuditOutcome? Outcome, DateOnly? From, DateOnly? To)
    {
        public ListAuditEvents.Query ToQuery() => new()
        {
            Actor = Actor,
            Action = Action,
            Object = Object,
            Prompt = Prompt,
            Outcome = Outcome,
            From = From,
            To = To,
            After = After,
            Limit = Limit ?? Page.DefaultLimit,
        };
    }

    internal sealed record EventItem(
        Guid Id, DateTime At, string Action, EventActor Actor, EventObject Object, string? Prompt, AuditOutcome Outcome, string? Reason, string? Path, JsonElement Payload)
    {
        public static EventItem Of(AuditRow row) => new(
            row.EventId, row.At, row.Action, new EventActor(row.ActorId, row.ActorName, row.ActorKind), new EventObject(row.ObjectKind, row.ObjectKey), row.PromptKey, row.Outcome, row.Reason,
            row.Path, JsonSerializer.Deserialize<JsonElement>(row.Payload));
    }

    internal sealed record EventActor(string Id, string Name, ActorKind Kind);

    internal sealed record EventObject(string Kind, string Key);
}
