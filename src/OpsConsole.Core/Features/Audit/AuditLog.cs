using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit.Model;

namespace OpsConsole.Core.Features.Audit;

/// <inheritdoc/>
internal sealed class AuditLog(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IAuditLog
{
    private const int LongestReason = 4000;

    public void Append(OpsDbContext context, Actor actor, AuditEntry entry) => context.AuditEvents.Add(new AuditEvent
    {
        EventId = Guid.NewGuid(),
        At = clock.GetUtcNow().UtcDateTime,
        ActorId = actor.Id,
        ActorName = actor.Name,
        ActorKind = actor.Kind,
        Action = entry.Action,
        ObjectKind = entry.ObjectKind,
        ObjectKey = entry.ObjectKey,
        PromptKey = entry.PromptKey,
        Outcome = entry.Outcome,
        Reason = entry.Reason is { Length: > LongestReason } reason ? reason[..LongestReason] : entry.Reason,
        PayloadJson = entry.Details is null ? "{}" : Encoding.UTF8.GetString(CanonicalJson.Serialize(JsonSerializer.SerializeToElement(entry.Details, JsonColumn.Options))),
    });

    public async Task RefuseAsync(Actor actor, AuditEntry entry, Error refusal, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        Append(context, actor, entry with { Outcome = AuditOutcome.Denied, Reason = refusal.Message, Details = new { code = refusal.Code } });
        await context.SaveChangesAsync(cancellationToken);
    }
}
