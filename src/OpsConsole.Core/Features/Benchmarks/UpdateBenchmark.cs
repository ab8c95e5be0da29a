using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>Restates a benchmark. Runs keep what they were planned with.</summary>
public sealed class UpdateBenchmark(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, AssertionCompiler compiler) : IUseCase
{
    public sealed record Command(string Key, int ExpectedRevision, BenchmarkDraft Draft);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.BenchmarksWrite))
            return Error.Denied(Permission.BenchmarksWrite);
        var draft = command.Draft.Tidy();
        if (draft.Check(new FieldChecks("benchmarks"), compiler) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var benchmark = await context.Benchmarks.Include(row => row.Candidates).SingleOrDefaultAsync(row => row.Key == command.Key, cancellationToken);
        if (benchmark is null)
            return BenchmarkErrors.NotFound(command.Key);
        var parts = await BenchmarkParts.FindAsync(context, draft, cancellationToken);
        if (!parts.IsOk)
            return parts.Error;

        draft.WriteTo(benchmark, parts.Value.Dataset.DatasetId, draft.DatasetVersion is null ? null : parts.Value.Dataset.Id);
        context.BenchmarkCandidates.RemoveRange(benchmark.Candidates);
        context.BenchmarkCandidates.AddRange(parts.Value.Rows(benchmark));
        audit.Append(context, actor, new AuditEntry("benchmark.updated", "benchmark", benchmark.Key) { Details = draft.Facts });
        return await context.SaveRevisionAsync(benchmark, command.ExpectedRevision, cancellationToken) is { } changed ? changed : Result.Ok;
    }
}
