using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Incidents.Model;

namespace OpsConsole.Core.Features.Incidents;

/// <summary>Says that it is over, and what ended it.</summary>
public sealed class ResolveIncident(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(string Key, string Resolution);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.IncidentsWrite))
            return Error.Denied(Permission.IncidentsWrite);
        if (new FieldChecks("incidents").Required("resolution", command.Resolution, 2000).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var id = Incident.ParseKey(command.Key);
        var incident = await context.Incidents.Include(row => row.System).SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        if (incident is null)
            return IncidentErrors.NotFound(command.Key);
        if (!incident.IsOpen)
            return IncidentErrors.Resolved(incident);

        (incident.ResolvedAt, incident.ResolvedByName, incident.Resolution) = (clock.GetUtcNow().UtcDateTime, actor.Name, command.Resolution.Trim());
        audit.Append(context, actor, new AuditEntry("incident.resolved", IncidentWords.ObjectKind, incident.Key)
        {
            Reason = incident.Resolution,
            Details = new { system = incident.System!.Key, severity = incident.Severity },
        });
        if (await context.SaveRevisionAsync(incident, incident.Revision, cancellationToken) is { } changed)
            return changed;

        changes.Publish(ChangeFeed.Incidents);
        changes.Publish(ChangeFeed.Releases);
        return Result.Ok;
    }
}
