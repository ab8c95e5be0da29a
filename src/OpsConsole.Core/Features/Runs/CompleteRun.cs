using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>
/// Ends a run: computes every candidate's figures and the rows of the matrix once, from the stored cells, and sets the
/// final state, all in one transaction. Afterwards no page reads cells to show a figure.
/// </summary>
public sealed class CompleteRun(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    private const int PageSize = 500;

    /// <param name="LeaseOwner">Who holds the run; the end is refused when somebody else does by now.</param>
    public sealed record Command(int RunId, string? LeaseOwner, RunState State, string? Reason);

    public async Task<Result<RunState>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
        {
            return Error.Denied(Permission.RunsExecute);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await EndAsync(context, command, cancellationToken))
        {
            return RunErrors.LeaseHeld(command.RunId);
        }

        audit.Append(context, actor, new AuditEntry("run.ended", "run", Run.KeyOf(command.RunId)) { Reason = command.Reason, Details = new { state = command.State } });
        await SummariseAsync(context, command.RunId, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        changes.Publish(ChangeFeed.Run(command.RunId));
        changes.Publish(ChangeFeed.Runs);
        return command.State;
    }

    private async Task<bool> EndAsync(OpsDbContext context, Command command, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var reason = command.Reason is { Length: > 1000 } ? command.Reason[..1000] : command.Reason;
        return await context.Runs
            .Where(run => run.Id == command.RunId
                && (run.State == RunState.Queued || run.State == RunState.Running)
                && run.LeaseOwner == command.LeaseOwner)
            .ExecuteUpdateAsync(
                set => set
                    .SetProperty(run => run.State, command.State)
                    .SetProperty(run => run.StateReason, reason)
                    .SetProperty(run => run.CompletedAt, now)
                    .SetProperty(run => run.ActiveBenchmarkId, (int?)null)
                    .SetProperty(run => run.LeaseOwner, (string?)null)
                    .SetProperty(run => run.LeaseUntil, (DateTime?)null),
                cancellationToken) == 1;
    }

    /// <summary>Also for a run that was not executed here: its cells are stored, its figures and rows are not.</summary>
    internal static async Task SummariseAsync(OpsDbContext context, int runId, CancellationToken cancellationToken)
    {
        var run = await context.Runs.AsNoTracking().SingleAsync(row => row.Id == runId, cancellationToken);
        var candidates = await context.RunCandidates.Where(row => row.RunId == runId).OrderBy(row => row.Position).ToListAsync(cancellationToken);

        // A run over some cases of another keeps their places in the dataset.
        var places = run.OfRunId is null ? run.CaseCount : await context.DatasetVersions.Where(row => row.Id == run.DatasetVersionId).Select(row => row.CaseCount).SingleAsync(cancellationToken);
        var tally = new RunTally(candidates, run.Repeats, places);
        for (var first = 0; first < places; first += PageSize)
        {
            var until = first + PageSize;
            var cases = await context.DatasetCases
                .Where(row => row.DatasetVersionId == run.DatasetVersionId && row.Position >= first && row.Position < until)
                .OrderBy(row => row.Position)
                .Select(row => new TallyCase(row.Id, row.Position, row.Key, row.Title, row.Tags))
                .ToListAsync(cancellationToken);
            var cells = await context.RunCells
                .Where(row => row.RunId == runId && row.CasePosition >= first && row.CasePosition < until)
                .Select(row => new TallyCell(
                    row.CasePosition, row.CandidateId, row.State, row.Pass, row.Score, row.LatencyMs, row.Cost,
                    row.AssertionsJson!.Contains("\"metric\":") || row.AssertionsJson.Contains("\"judge\":") ? row.AssertionsJson : null, row.ModelReturned))
                .ToListAsync(cancellationToken);
            var byCase = cells.ToLookup(cell => cell.CasePosition);
            var planned = run.OfRunId is null ? cases : cases.Where(entry => byCase.Contains(entry.Position));
            await context.InsertManyAsync(planned.Select(entry => tally.Add(runId, entry, byCase[entry.Position])), cancellationToken);
        }

        foreach (var (candidate, summary) in candidates.Zip(tally.Summaries()))
        {
            context.Entry(candidate).Property(row => row.Summary).CurrentValue = summary;
        }

        await context.SaveChangesAsync(cancellationToken);
    }
}
