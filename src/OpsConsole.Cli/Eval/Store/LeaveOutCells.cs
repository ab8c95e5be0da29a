using Microsoft.EntityFrameworkCore;
using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Cli.Eval.Store;

/// <summary>
/// Takes out of a planned run the cells of tests that are not asked of every candidate. Done again it changes nothing, so that a run that was killed in between is made
/// whole when it is resumed.
/// </summary>
internal sealed class LeaveOutCells(IDbContextFactory<OpsDbContext> contexts)
{
    private const int TestsAStatement = 500;

    public async Task HandleAsync(int runId, EvalPlan plan, CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var candidates = await context.RunCandidates.Where(row => row.RunId == runId).ToDictionaryAsync(row => row.Position, row => row.Id, cancellationToken);
        var groups = plan.Config.Tests.Index()
            .Select(entry => (entry.Index, LeftOut: plan.Candidates.Where(candidate => !candidate.Takes(entry.Item)).Select(candidate => candidates[candidate.Position]).ToArray()))
            .Where(entry => entry.LeftOut.Length > 0)
            .GroupBy(entry => string.Join(',', entry.LeftOut));
        foreach (var group in groups)
        {
            var leftOut = group.First().LeftOut;
            foreach (var tests in group.Select(entry => entry.Index).Chunk(TestsAStatement))
            {
                await context.RunCells.Where(cell => cell.RunId == runId && cell.State == CellState.Pending && tests.Contains(cell.CasePosition) && leftOut.Contains(cell.CandidateId))
                    .ExecuteDeleteAsync(cancellationToken);
            }
        }

        var left = await context.RunCells.CountAsync(cell => cell.RunId == runId, cancellationToken);
        await context.Runs.Where(run => run.Id == runId).ExecuteUpdateAsync(set => set.SetProperty(run => run.TotalCells, left), cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
