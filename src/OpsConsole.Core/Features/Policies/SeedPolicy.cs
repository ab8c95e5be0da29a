using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Policies;

/// <summary>Writes the first edition of the approval policy where there is none; at every start of the console.</summary>
public sealed class SeedPolicy(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.System || !actor.Can(Permission.RiskDecide))
            return Error.Denied(Permission.RiskDecide);
        return await contexts.RetryOnConflictAsync(context => SeedAsync(context, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result> SeedAsync(OpsDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        if (await context.ApprovalPolicies.AnyAsync(cancellationToken))
            return Result.Ok;

        context.ApprovalPolicies.Add(new ApprovalPolicy
        {
            Number = 1,
            Table = PolicyTable.Seed,
            State = PolicyState.Active,
            Reason = "The table that every console starts with.",
            ProposedById = actor.Id,
            ProposedByName = actor.Name,
            ProposedAt = clock.GetUtcNow().UtcDateTime,
        });
        audit.Append(context, actor, new AuditEntry("policy.seeded", PolicyWords.ObjectKind, PolicyWords.KeyOf(1)) { Details = new { table = PolicyTable.Seed } });
        await context.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }
}
