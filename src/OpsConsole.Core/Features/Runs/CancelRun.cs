using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>Asks a run to stop. A queued run ends at once; a running one within two seconds, keeping what it has.</summary>
public sealed class CancelRun(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, CompleteRun complete, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(int runId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
        {
            return Error.Denied(Permission.RunsExecute);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var asked = await AskAsync(context, runId, actor, now, cancellationToken);
        var run = await context.Runs.Where(run => run.Id == runId).Select(run => new { run.State, run.LeaseOwner, run.LeaseUntil }).SingleOrDefaultAsync(cancellationToken);
        if (run is null)
        {
            return RunErrors.NotFound(Run.KeyOf(runId));
        }

        if (!asked && Run.IsFinal(run.State))
        {
            return RunErrors.AlreadyEnded(runId, run.State);
        }

        if (run.LeaseOwner is null || run.LeaseUntil < now)
        {
            // Nobody is executing it, so nobody would notice the request.
            await complete.HandleAsync(new CompleteRun.Command(runId, run.LeaseOwner, RunState.Cancelled, null), actor, cancellationToken);
        }

        changes.Publish(ChangeFeed.Run(runId));
        changes.Publish(ChangeFeed.Runs);
        return Result.Ok;
    }

    /// <summary>False where it has ended, or somebody has asked before.</summary>
    private async Task<bool> AskAsync(OpsDbContext context, int runId, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var asked = await context.Runs
            .Where(run => run.Id == runId && (run.State == RunState.Queued || run.State == RunState.Running) && run.CancelRequestedAt == null)
            .ExecuteUpdateAsync(
                set => set.SetProperty(run => run.CancelRequestedAt, now).SetProperty(run => run.CancelRequestedBy, actor.Name),
                cancellationToken);
        if (asked == 0)
        {
            return false;
        }

        audit.Append(context, actor, new AuditEntry("run.cancel-asked", "run", Run.KeyOf(runId)));
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return true;
    }
}
