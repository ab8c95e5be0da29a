using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>
/// Hands over again every unfinished run that nobody executes: after a crash, a restart with an in-memory scheduler,
/// or a lost hand-over. Run at start and every minute; harmless when repeated, because a lease admits one executor.
/// </summary>
public sealed class PickUpRuns(IDbContextFactory<OpsDbContext> contexts, IRunQueue queue, TimeProvider clock) : IUseCase
{
    public async Task<Result<int>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
        {
            return Error.Denied(Permission.RunsExecute);
        }

        var now = clock.GetUtcNow().UtcDateTime;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var waiting = await context.Runs
            .Where(run => (run.State == RunState.Queued || run.State == RunState.Running) && (run.LeaseUntil == null || run.LeaseUntil < now))
            .OrderBy(run => run.Id)
            .Select(run => run.Id)
            .ToListAsync(cancellationToken);
        foreach (var runId in waiting)
        {
            queue.Enqueue(runId);
        }

        return waiting.Count;
    }
}
