using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Incidents.Model;
using OpsConsole.Core.Features.Notifications;

namespace OpsConsole.Core.Features.Incidents;

/// <summary>Says that something goes wrong with a system now. SEV1 and SEV2 block its releases and tell those who have to act. Answers with the key.</summary>
public sealed class DeclareIncident(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    private static readonly Role[] Told = [Role.Engineer, Role.Security, Role.ProductManager];

    public sealed record Command(string SystemKey, int Severity, string Title);

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.IncidentsWrite))
            return Error.Denied(Permission.IncidentsWrite);
        if (Check(command) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.AsNoTracking().Where(row => row.Key == command.SystemKey).Select(row => new { row.Id, row.Key, row.Name }).SingleOrDefaultAsync(cancellationToken);
        if (system is null)
            return IncidentErrors.SystemNotFound(command.SystemKey);

        var incident = new Incident
        {
            SystemId = system.Id,
            Title = command.Title.Trim(),
            Severity = command.Severity,
            DeclaredById = actor.Id,
            DeclaredByName = actor.Name,
            DeclaredAt = clock.GetUtcNow().UtcDateTime,
        };

        // The key that its event and its notices carry comes from the database: two statements, one transaction.
        await using (var transaction = await context.Database.BeginTransactionAsync(cancellationToken))
        {
            context.Incidents.Add(incident);
            await context.SaveChangesAsync(cancellationToken);
            audit.Append(context, actor, new AuditEntry("incident.declared", IncidentWords.ObjectKind, incident.Key)
            {
                Reason = incident.Title,
                Details = new { system = system.Key, severity = incident.Severity },
            });
            if (incident.Severity <= OpenIncidents.BlockingSeverity)
            {
                var notice = new Notice($"{incident.Key}:declared", $"{IncidentWords.Severity(incident.Severity)} on {system.Name}: {incident.Title}", $"/incidents/{incident.Key}");
                await notifier.ToRolesAsync(context, Told, notice, [actor.Id], cancellationToken);
            }

            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        changes.Publish(ChangeFeed.Incidents);
        changes.Publish(ChangeFeed.Releases);
        return incident.Key;
    }

    private static Error? Check(Command command) => new FieldChecks("incidents")
        .Required("system", command.SystemKey, ModelBuilding.KeyLength)
        .Range("severity", command.Severity, 1, 4)
        .Required("title", command.Title, ModelBuilding.NameLength)
        .Fault;
}
