using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>
/// Takes a lowering back, asked for or in force: the computed tier holds again. One person is enough, because it only raises the care;
/// whoever may state the facts of a system or decide on its tier may do it.
/// </summary>
public sealed class WithdrawTierLowering(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(int Id, string Reason);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.SystemsWrite) && !actor.Can(Permission.RiskDecide))
            return Error.Denied(Permission.SystemsWrite);
        if (new FieldChecks("systems").Required("reason", command.Reason, 2000).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var lowering = await context.TierLowerings.Include(row => row.System).SingleOrDefaultAsync(row => row.Id == command.Id, cancellationToken);
        if (lowering is null)
            return SystemErrors.LoweringNotFound(command.Id);
        if (lowering.State != TierLoweringState.Requested && !lowering.IsInForce(clock.GetUtcNow().UtcDateTime))
            return SystemErrors.LoweringClosed(lowering);

        lowering.State = TierLoweringState.Withdrawn;
        audit.Append(context, actor, new AuditEntry("tier.lowering-withdrawn", SystemWords.ObjectKind, lowering.System!.Key)
        {
            Reason = command.Reason.Trim(),
            Details = new { from = lowering.FromLevel, to = lowering.ToLevel },
        });
        if (await context.SaveRevisionAsync(lowering, lowering.Revision, cancellationToken) is { } changed)
            return changed;

        changes.Publish(ChangeFeed.Releases);
        return Result.Ok;
    }
}
