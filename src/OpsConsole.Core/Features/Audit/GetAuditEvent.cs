using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Audit;

/// <summary>One event by its id.</summary>
public sealed class GetAuditEvent(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public async Task<Result<AuditRow>> HandleAsync(Guid eventId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await AuditRow.Of(context.AuditEvents.Where(row => row.EventId == eventId)).SingleOrDefaultAsync(cancellationToken);
        return found is null ? Error.NotFound("audit.not-found", $"There is no audit event {eventId}.") : found;
    }
}
