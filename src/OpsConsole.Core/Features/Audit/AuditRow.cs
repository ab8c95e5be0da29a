using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit.Model;

namespace OpsConsole.Core.Features.Audit;

/// <summary>One event as it is read: the same in the list, in the drawer and in the API.</summary>
/// <param name="Payload">Canonical JSON: what else was decided on.</param>
public sealed record AuditRow(
    long Id, Guid EventId, DateTime At, string ActorId, string ActorName, ActorKind ActorKind, string Action, string ObjectKind, string ObjectKey, string? PromptKey,
    AuditOutcome Outcome, string? Reason, string Payload)
{
    /// <summary>The page that shows the object, where there is one.</summary>
    public string? Path => AuditPaths.Of(ObjectKind, ObjectKey, PromptKey);

    internal static IQueryable<AuditRow> Of(IQueryable<AuditEvent> events) => events.Select(row => new AuditRow(
        row.Id, row.EventId, row.At, row.ActorId, row.ActorName, row.ActorKind, row.Action, row.ObjectKind, row.ObjectKey, row.PromptKey, row.Outcome, row.Reason, row.PayloadJson));
}
