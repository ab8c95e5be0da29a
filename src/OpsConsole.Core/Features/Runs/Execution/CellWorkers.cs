using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>
/// Calls the models: a feed and as many workers as allowed for each provider, so that a slow or limited provider
/// never holds up another; over all of them at most the run's own concurrency.
/// </summary>
internal sealed class CellWorkers(
    IDbContextFactory<OpsDbContext> contexts, RunPlan plan, CellExecutor executor, AssertionCompiler compiler, ChannelWriter<CellOutcome> outcomes, CallPauses pauses, TimeProvider clock)
{
    private int _budgetReached;

    public bool BudgetReached => _budgetReached == 1;

    public async Task RunAsync(CancellationTokenSource stop)
    {
        using var slots = new SemaphoreSlim(plan.Run.Concurrency);
        await Task.WhenAll(plan.Candidates.GroupBy(candidate => candidate.Endpoint).Select(group => RunProviderAsync([.. group], group.Key.MaxConcurrency, slots, stop)));
    }

    private async Task RunProviderAsync(IReadOnlyList<CandidatePlan> candidates, int maxConcurrency, SemaphoreSlim slots, CancellationTokenSource stop)
    {
        var workerCount = Math.Min(maxConcurrency, plan.Run.Concurrency);
        var queue = Channel.CreateBounded<CellWork>(new BoundedChannelOptions(workerCount * 2) { SingleWriter = true });
        var feeding = Task.Run(() => FeedAsync(candidates, queue.Writer, stop.Token), stop.Token);
        var workers = Enumerable.Range(0, workerCount).Select(_ => Task.Run(() => WorkAsync(queue.Reader, slots, stop), stop.Token));
        await Task.WhenAll([feeding, .. workers]);
    }

    private async Task FeedAsync(IReadOnlyList<CandidatePlan> candidates, ChannelWriter<CellWork> queue, CancellationToken cancellationToken)
    {
        try
        {
            await foreach (var work in new CellFeed(contexts, plan.Run, candidates, compiler).ReadAsync(cancellationToken))
            {
                await queue.WriteAsync(work, cancellationToken);
            }

            queue.Complete();
        }
        catch (Exception fault)
        {
            queue.Complete(fault);
            throw;
        }
    }

    private async Task WorkAsync(ChannelReader<CellWork> queue, SemaphoreSlim slots, CancellationTokenSource stop)
    {
        try
        {
            await CallAsync(queue, slots, stop);
        }
        catch
        {
            // Without its workers a feed would wait at a full queue for ever, and the run with it.
            await stop.CancelAsync();
            throw;
        }
    }

    private async Task CallAsync(ChannelReader<CellWork> queue, SemaphoreSlim slots, CancellationTokenSource stop)
    {
        await foreach (var work in queue.ReadAllAsync(stop.Token))
        {
            await slots.WaitAsync(stop.Token);
            CellOutcome? outcome;
            try
            {
                outcome = await executor.ExecuteAsync(work, stop.Token);
                if (outcome is { Cached: false } && pauses.After(work.Candidate.Position) is { Ticks: > 0 } pause)
                {
                    // Stored before the wait: a run that is stopped while it waits keeps what it has paid for.
                    await outcomes.WriteAsync(outcome, CancellationToken.None);
                    await Task.Delay(pause, clock, stop.Token);
                    continue;
                }
            }
            finally
            {
                slots.Release();
            }

            if (outcome is null)
            {
                Interlocked.Exchange(ref _budgetReached, 1);
                await stop.CancelAsync();
                return;
            }

            // What has been answered is paid for: it is stored even if the run is being stopped.
            await outcomes.WriteAsync(outcome, CancellationToken.None);
        }
    }
}
