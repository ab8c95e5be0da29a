using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>Pins the run that later runs of a benchmark are compared with, or takes the pin off.</summary>
public sealed class PinBaseline(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes) : IUseCase
{
    /// <param name="RunId">A completed whole run of the benchmark; null takes the pin off.</param>
    public sealed record Command(string BenchmarkKey, int? RunId);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.BenchmarksWrite))
        {
            return Error.Denied(Permission.BenchmarksWrite);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var benchmark = await context.Benchmarks.SingleOrDefaultAsync(row => row.Key == command.BenchmarkKey, cancellationToken);
        if (benchmark is null)
        {
            return BenchmarkErrors.NotFound(command.BenchmarkKey);
        }

        if (benchmark.BaselineRunId == command.RunId)
        {
            return Result.Ok;
        }

        if (command.RunId is { } runId)
        {
            var run = await context.Runs.Where(row => row.Id == runId).Select(row => new { row.BenchmarkId, row.State, row.OfRunId }).SingleOrDefaultAsync(cancellationToken);
            if (run is not { State: RunState.Completed, OfRunId: null } || run.BenchmarkId != benchmark.Id)
            {
                return BenchmarkErrors.NotABaseline(Run.KeyOf(runId), benchmark.Key);
            }
        }

        audit.Append(context, actor, new AuditEntry(command.RunId is null ? "benchmark.baseline-unpinned" : "benchmark.baseline-pinned", "benchmark", benchmark.Key)
        {
            Details = new { before = benchmark.BaselineRunId, after = command.RunId },
        });
        benchmark.BaselineRunId = command.RunId;
        await context.SaveChangesAsync(cancellationToken);
        changes.Publish(ChangeFeed.Runs);
        return Result.Ok;
    }
}
