using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Lets a colleague decide in one of one's own roles for a time.</summary>
public sealed class Delegate(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(Role Role, string ToId, int Days, string Reason);

    public async Task<Result<int>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.ReleasesDecide))
            return Error.Denied(Permission.ReleasesDecide);
        if (Check(command) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var to = await context.People.AsNoTracking().SingleOrDefaultAsync(row => row.Id == command.ToId, cancellationToken);
        if (await RefusalAsync(context, command, to, actor, now, cancellationToken) is { } refusal)
            return refusal;

        var delegation = new Delegation
        {
            FromId = actor.Id,
            FromName = actor.Name,
            Role = command.Role,
            ToId = to!.Id,
            ToName = to.Name,
            Reason = command.Reason.Trim(),
            ValidFrom = now,
            ValidUntil = now.AddDays(command.Days),
        };
        context.Delegations.Add(delegation);
        audit.Append(context, actor, new AuditEntry("delegation.given", DelegationWords.ObjectKind, DelegationWords.KeyOf(delegation))
        {
            Reason = delegation.Reason,
            Details = new { role = $"{delegation.Role}", to = delegation.ToId, validUntil = delegation.ValidUntil },
        });
        var notice = new Notice($"delegation:{actor.Id}:{command.Role}", $"{actor.Name} lets you decide as {RoleWords.Of(command.Role)} for {command.Days} day{(command.Days == 1 ? "" : "s")}", "/settings/delegations");
        await notifier.ToPeopleAsync(context, [to.Id], notice, cancellationToken);
        await context.SaveChangesAsync(cancellationToken);
        changes.Publish(ChangeFeed.Releases);
        return delegation.Id;
    }

    private static Error? Check(Command command) => new FieldChecks("delegations")
        .That(RolePermissions.Of(command.Role).Contains(Permission.ReleasesDecide), "role", $"{RoleWords.Of(command.Role)} approves nothing, so there is nothing to lend")
        .Required("person", command.ToId, ModelBuilding.ActorLength)
        .Range("days", command.Days, 1, Delegation.LongestDays)
        .Required("reason", command.Reason, 1000)
        .Fault;

    private static async Task<Error?> RefusalAsync(OpsDbContext context, Command command, Person? to, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        if (await PersonalDecision.RefusalAsync(context, actor, Permission.ReleasesDecide, cancellationToken) is { } refusal)
            return refusal;
        if (!(await RoleCheck.HeldAsync(context, actor, cancellationToken)).Contains(command.Role))
            return DelegationErrors.RoleNotHeld(command.Role);
        if (command.ToId == actor.Id)
            return DelegationErrors.ToOneself();
        if (to is null)
            return DelegationErrors.UnknownPerson();
        if (to.Roles.Where(DelegationWords.NeverApprove.Contains).Select(role => (Role?)role).FirstOrDefault() is { } never)
            return DelegationErrors.NeverApproves(to.Name, never);
        return await context.Delegations.AsNoTracking().FirstOrDefaultAsync(
            row => row.FromId == actor.Id && row.ToId == command.ToId && row.Role == command.Role && row.RevokedAt == null && row.ValidUntil > now, cancellationToken) is { } existing
            ? DelegationErrors.Already(existing)
            : null;
    }
}
