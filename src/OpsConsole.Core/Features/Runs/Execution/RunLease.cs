using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>
/// The right to execute one run. Every write of results names the owner, so that a worker that was thought dead
/// cannot write into a run that another has taken over.
/// </summary>
internal sealed class RunLease(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock, int runId)
{
    /// <summary>How long a silent owner keeps the run.</summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(30);

    /// <summary>The reason of a release that is nobody's fault: what follows is the same attempt.</summary>
    public const string Stopped = "The console was stopped; the run goes on when it is back.";

    public string Owner { get; } = $"{Environment.MachineName}:{Environment.ProcessId}:{Guid.NewGuid():N}";

    public DateTime Until => clock.GetUtcNow().UtcDateTime + Length;

    public async Task<bool> AcquireAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        return await context.Runs
            .Where(run => run.Id == runId
                && (run.State == RunState.Queued || run.State == RunState.Running)
                && (run.LeaseUntil == null || run.LeaseUntil < now))
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(run => run.State, RunState.Running)
                    .SetProperty(run => run.StateReason, (string?)null)
                    .SetProperty(run => run.StartedAt, run => run.StartedAt ?? now)
                    .SetProperty(run => run.Attempt, run => run.StateReason == Stopped ? run.Attempt : run.Attempt + 1)
                    .SetProperty(run => run.LeaseOwner, Owner)
                    .SetProperty(run => run.LeaseUntil, Until),
                cancellationToken) == 1;
    }

    /// <summary>Prolongs the lease and tells whether somebody asked for a stop; null when the lease is lost.</summary>
    public async Task<bool?> RenewAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var held = await context.Runs.Where(run => run.Id == runId && run.LeaseOwner == Owner)
            .ExecuteUpdateAsync(set => set.SetProperty(run => run.LeaseUntil, Until), cancellationToken);
        return held == 0 ? null : await CancelRequestedAsync(context, cancellationToken);
    }

    public async Task<bool> CancelRequestedAsync(CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await CancelRequestedAsync(context, cancellationToken);
    }

    /// <summary>Gives the run back unfinished, for any worker to go on with.</summary>
    public async Task ReleaseAsync(string? reason, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await context.Runs.Where(run => run.Id == runId && run.LeaseOwner == Owner)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(run => run.LeaseOwner, (string?)null)
                    .SetProperty(run => run.LeaseUntil, (DateTime?)null)
                    .SetProperty(run => run.StateReason, reason),
                cancellationToken);
    }

    private Task<bool> CancelRequestedAsync(OpsDbContext context, CancellationToken cancellationToken) =>
        context.Runs.AnyAsync(run => run.Id == runId && run.CancelRequestedAt != null, cancellationToken);
}
