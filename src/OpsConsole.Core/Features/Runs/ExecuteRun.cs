using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Judges.Asking;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>
/// Executes a planned run to its end: pending cells only, so that a run that was interrupted goes on where it stopped.
/// Stops by itself on a cancel request, at the spend cap, or when the lease is lost.
/// </summary>
public sealed class ExecuteRun(
    IDbContextFactory<OpsDbContext> contexts,
    ModelGateway gateway,
    AssertionCompiler compiler,
    ITemplateRenderer templates,
    CompleteRun complete,
    RunMonitor monitor,
    ChangeFeed changes,
    TimeProvider clock,
    ILogger<ExecuteRun> log,
    CallPauses? pauses = null) : IUseCase
{
    /// <summary>A run that keeps failing for reasons of its surroundings is given up after this many tries.</summary>
    private const int MaxAttempts = 5;

    private static readonly TimeSpan CancelPoll = TimeSpan.FromMilliseconds(500);

    /// <param name="stopping">The host is going down: the run is given back unfinished.</param>
    public async Task<Result<RunState>> HandleAsync(int runId, Actor actor, CancellationToken stopping)
    {
        if (!actor.Can(Permission.RunsExecute))
        {
            return Error.Denied(Permission.RunsExecute);
        }

        var lease = new RunLease(contexts, clock, runId);
        if (!await lease.AcquireAsync(stopping))
        {
            return RunErrors.LeaseHeld(runId);
        }

        changes.Publish(ChangeFeed.Runs);
        var trace = monitor.Start(runId);
        try
        {
            var plan = await LoadAsync(runId, stopping);
            var end = await RunAsync(plan, lease, trace, stopping);
            return await complete.HandleAsync(new CompleteRun.Command(runId, lease.Owner, end.State, end.Reason), actor, CancellationToken.None);
        }
        catch (LeaseLostException)
        {
            return RunErrors.LeaseHeld(runId);
        }
        catch (RunFaultException fault)
        {
            return await complete.HandleAsync(new CompleteRun.Command(runId, lease.Owner, RunState.Failed, fault.Message), actor, CancellationToken.None);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            await lease.ReleaseAsync(RunLease.Stopped, CancellationToken.None);
            throw;
        }
        catch (Exception fault)
        {
            log.LogError(fault, "Run {Run} was interrupted", Run.KeyOf(runId));
            await GiveBackAsync(runId, lease, actor, fault);
            throw;
        }
        finally
        {
            monitor.End(runId);
            changes.Publish(ChangeFeed.Run(runId));
            changes.Publish(ChangeFeed.Runs);
        }
    }

    private async Task<RunPlan> LoadAsync(int runId, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var plan = await RunPlan.LoadAsync(context, runId, cancellationToken);
        return plan.IsOk ? plan.Value : throw new RunFaultException(plan.Error.Message);
    }

    private async Task<(RunState State, string? Reason)> RunAsync(RunPlan plan, RunLease lease, RunMonitor.RunTrace trace, CancellationToken stopping)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(stopping);
        var run = plan.Run;
        await using var cache = run.UseCache ? new ResponseCache(contexts, log) : null;
        var spend = new SpendGuard(run.SpendCap, run.Cost);
        var desk = new JudgeDesk(new JudgeBench(contexts, run.CaseJudges ?? []), gateway, cache, spend, clock);
        var executor = new CellExecutor(gateway, cache, spend, desk, clock);
        var outcomes = Channel.CreateBounded<CellOutcome>(new BoundedChannelOptions(1024) { SingleReader = true });
        var workers = new CellWorkers(contexts, plan, executor, compiler, outcomes.Writer, pauses ?? CallPauses.None, clock);
        var writer = new ResultWriter(contexts, run, lease, cache, Stored, clock);

        var writing = writer.WriteAsync(outcomes.Reader).ContinueWith(
            task =>
            {
                // Without a writer nothing that is answered could be kept: no further call may be made.
                outcomes.Writer.TryComplete();
                if (!task.IsCompletedSuccessfully)
                    stop.Cancel();
                return task;
            },
            TaskScheduler.Default).Unwrap();
        var watching = WatchAsync(lease, stop);
        var callFault = await SettleAsync(workers.RunAsync(stop));
        outcomes.Writer.TryComplete();
        var writeFault = await SettleAsync(writing);
        callFault ??= writeFault is null && !stop.IsCancellationRequested ? await SettleAsync(new BestOfCases(contexts, plan, lease, desk, templates).DecideAsync(stop.Token)) : null;
        await stop.CancelAsync();
        var cancelled = await watching;
        (writeFault ?? callFault)?.Throw();
        stopping.ThrowIfCancellationRequested();
        if (workers.BudgetReached)
        {
            return (RunState.BudgetStopped, $"The next call could have exceeded the spend cap of ${run.SpendCap!.Value}.");
        }

        return cancelled ? (RunState.Cancelled, null) : (RunState.Completed, null);

        void Stored(IReadOnlyList<CellOutcome> batch)
        {
            trace.Record(batch);
            changes.Publish(ChangeFeed.Run(run.Id));
        }
    }

    /// <summary>Looks for a cancel request twice a second, and keeps the lease while calls are slow. True when somebody cancelled.</summary>
    private async Task<bool> WatchAsync(RunLease lease, CancellationTokenSource stop)
    {
        using var timer = new PeriodicTimer(CancelPoll, clock);
        try
        {
            for (var tick = 0; await timer.WaitForNextTickAsync(stop.Token); tick++)
            {
                var cancelled = tick % 10 == 9 ? await lease.RenewAsync(stop.Token) ?? throw new LeaseLostException() : await lease.CancelRequestedAsync(stop.Token);
                if (cancelled)
                {
                    await stop.CancelAsync();
                    return true;
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The calls have ended before anybody cancelled.
        }
        catch
        {
            // Lost the lease, or sight of it: whoever cannot tell whether to stop must stop.
            await stop.CancelAsync();
            throw;
        }

        return false;
    }

    /// <summary>The fault a task ended with; a stop of our own is none, and neither is a queue that was closed under it.</summary>
    private static async Task<ExceptionDispatchInfo?> SettleAsync(Task task)
    {
        try
        {
            await task;
            return null;
        }
        catch (Exception fault) when (fault is OperationCanceledException or ChannelClosedException)
        {
            return null;
        }
        catch (Exception fault)
        {
            return ExceptionDispatchInfo.Capture(fault);
        }
    }

    private async Task GiveBackAsync(int runId, RunLease lease, Actor actor, Exception fault)
    {
        // The message may name hosts and paths, and is for those who read the log; the kind tells readers of the run enough.
        var kind = fault.GetBaseException().GetType().Name;
        await using var context = await contexts.CreateDbContextAsync(CancellationToken.None);
        var attempt = await context.Runs.Where(run => run.Id == runId).Select(run => run.Attempt).SingleAsync(CancellationToken.None);
        if (attempt >= MaxAttempts)
        {
            await complete.HandleAsync(
                new CompleteRun.Command(runId, lease.Owner, RunState.Failed, $"Given up after {attempt} attempts, the last ended by a fault of the console ({kind}). Its log has the details."), actor, CancellationToken.None);
        }
        else
        {
            await lease.ReleaseAsync($"Interrupted by a fault of the console ({kind}); it will be resumed. Its log has the details.", CancellationToken.None);
        }
    }
}
