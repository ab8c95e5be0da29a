using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit.Model;

namespace OpsConsole.Core.Features.Audit;

/// <summary>What is to be recorded. <paramref name="Details"/> becomes canonical JSON; no secret and no model output belongs in it.</summary>
/// <param name="Action">A stable verb, e.g. <c>release.approved</c>.</param>
public sealed record AuditEntry(string Action, string ObjectKind, string ObjectKey)
{
    public string? PromptKey { get; init; }

    public AuditOutcome Outcome { get; init; }

    public string? Reason { get; init; }

    public object? Details { get; init; }
}

/// <summary>The one door to the audit log. No event, no change: an event is saved together with what it tells of, or neither is.</summary>
public interface IAuditLog
{
    /// <summary>Adds the event to the caller's own save.</summary>
    void Append(OpsDbContext context, Actor actor, AuditEntry entry);

    /// <summary>Records a refusal in a save of its own: there is no change that it could go with.</summary>
    Task RefuseAsync(Actor actor, AuditEntry entry, Error refusal, CancellationToken cancellationToken);
}
