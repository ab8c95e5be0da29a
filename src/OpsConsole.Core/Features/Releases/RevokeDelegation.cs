using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Ends a delegation before its time: the giver, the receiver, or an Admin.</summary>
public sealed class RevokeDelegation(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(int id, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var delegation = await context.Delegations.SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (delegation is null)
            return DelegationErrors.NotFound(id);
        var entry = new AuditEntry("delegation.revoked", DelegationWords.ObjectKind, DelegationWords.KeyOf(delegation)) { Details = new { role = $"{delegation.Role}", from = delegation.FromId, to = delegation.ToId } };
        if (!MayRevoke(delegation, actor))
        {
            await audit.RefuseAsync(actor, entry, DelegationErrors.NotYours(), cancellationToken);
            return DelegationErrors.NotYours();
        }

        var now = clock.GetUtcNow().UtcDateTime;
        if (delegation.RevokedAt is not null || now >= delegation.ValidUntil)
            return DelegationErrors.Ended(delegation);

        delegation.RevokedAt = now;
        audit.Append(context, actor, entry);
        if (await context.SaveRevisionAsync(delegation, delegation.Revision, cancellationToken) is { } changed)
            return changed;

        changes.Publish(ChangeFeed.Releases);
        return Result.Ok;
    }

    internal static bool MayRevoke(Delegation delegation, Actor actor) =>
        delegation.FromId == actor.Id || delegation.ToId == actor.Id || actor.Roles.Contains(Role.Admin);
}
