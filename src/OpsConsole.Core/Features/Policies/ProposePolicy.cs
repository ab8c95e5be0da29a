using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

/// <summary>Writes a new edition of the approval policy, which nothing follows until a second person agrees. Answers with its number.</summary>
public sealed class ProposePolicy(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, Notifier notifier, TimeProvider clock) : IUseCase
{
    /// <param name="BasedOn">The edition in force when the table was edited.</param>
    public sealed record Command(int BasedOn, PolicyTable Table, string Reason);

    public async Task<Result<int>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RiskDecide))
            return Error.Denied(Permission.RiskDecide);
        if (PolicyChecks.Fault(command.Table) is { } fault)
            return fault;
        if (new FieldChecks("policy").Required("reason", command.Reason, 2000).Fault is { } unexplained)
            return unexplained;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await PersonalDecision.RefusalAsync(context, actor, Permission.RiskDecide, cancellationToken) is { } refusal)
            return refusal;
        var (active, table) = await PoliciesInForce.LoadAsync(context, cancellationToken);
        if (active != command.BasedOn)
            return PolicyErrors.OtherEdition(command.BasedOn, active);
        var differences = PolicyDifference.Between(table, command.Table);
        if (differences.Count == 0)
            return PolicyErrors.NoChange();
        if (await context.ApprovalPolicies.AnyAsync(row => row.State == PolicyState.Proposed, cancellationToken))
            return PolicyErrors.ProposalOpen();

        var number = (await context.ApprovalPolicies.MaxAsync(row => (int?)row.Number, cancellationToken) ?? active) + 1;
        context.ApprovalPolicies.Add(new ApprovalPolicy
        {
            Number = number,
            Table = command.Table,
            State = PolicyState.Proposed,
            Reason = command.Reason.Trim(),
            ProposedById = actor.Id,
            ProposedByName = actor.Name,
            ProposedAt = clock.GetUtcNow().UtcDateTime,
        });
        audit.Append(context, actor, new AuditEntry("policy.proposed", PolicyWords.ObjectKind, PolicyWords.KeyOf(number)) { Reason = command.Reason.Trim(), Details = new { basedOn = active, differences } });
        var notice = new Notice($"policy:{number}", $"{actor.Name} proposes {PolicyWords.KeyOf(number)} of the approval policy", "/settings/policy");
        await notifier.ToRolesAsync(context, RolePermissions.Holders(Permission.RiskDecide), notice, [actor.Id], cancellationToken);

        // Two who propose at once take the same number; the index lets one through.
        var rival = context.ApprovalPolicies.Where(row => row.Number == number);
        return await context.SaveUnlessTakenAsync(rival, PolicyErrors.ProposalOpen(), cancellationToken) is { } taken ? taken : number;
    }
}
