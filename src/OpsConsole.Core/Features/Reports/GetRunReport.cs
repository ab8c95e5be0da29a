using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Core.Features.Reports;

/// <summary>A finished run, ready to be written out in any format. Its cases are read while they are written, so that a run of any size needs no memory.</summary>
public sealed class GetRunReport(IDbContextFactory<OpsDbContext> contexts, GetRun getRun, GetRunGates getGates, TimeProvider clock) : IUseCase
{
    public async Task<Result<RunReport>> HandleAsync(int runId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        var run = await getRun.HandleAsync(runId, actor, cancellationToken);
        if (!run.IsOk)
            return run.Error;
        if (!run.Value.IsFinal)
            return Error.Conflict("reports.unfinished", $"{run.Value.Key} has not ended yet. Its report is there when it has.");
        var gates = await getGates.HandleAsync(new(runId), actor, cancellationToken);
        if (!gates.IsOk)
            return gates.Error;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var open = await context.RunCases.CountAsync(row => row.RunId == runId && (row.AnyFailure || row.AnyError), cancellationToken);
        var cases = new ReportCases(contexts, runId, [.. run.Value.Candidates.Select(candidate => candidate.Id)]);
        return new RunReport(
            clock.GetUtcNow().UtcDateTime, run.Value, gates.Value, open, cases.AllAsync(cancellationToken), await cases.OpenAsync(context, RunReport.Listed, cancellationToken));
    }
}
