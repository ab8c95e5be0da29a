using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>Defines a comparison of a system; answers with its key.</summary>
public sealed class CreateBenchmark(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, TimeProvider clock, AssertionCompiler compiler) : IUseCase
{
    public sealed record Command(string SystemKey, string Key, BenchmarkDraft Draft)
    {
        internal bool IsDemo { get; init; }
    }

    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.BenchmarksWrite))
            return Error.Denied(Permission.BenchmarksWrite);
        var draft = command.Draft.Tidy();
        if (draft.Check(new FieldChecks("benchmarks").Key("key", command.Key), compiler) is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.SystemKey, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(command.SystemKey);
        var parts = await BenchmarkParts.FindAsync(context, draft, cancellationToken);
        if (!parts.IsOk)
            return parts.Error;

        var benchmark = new Benchmark
        {
            SystemId = system.Id,
            Key = command.Key,
            Name = draft.Name,
            Assertions = draft.Assertions,
            IsDemo = command.IsDemo,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
            CreatedBy = actor.Name,
        };
        draft.WriteTo(benchmark, parts.Value.Dataset.DatasetId, draft.DatasetVersion is null ? null : parts.Value.Dataset.Id);
        context.Benchmarks.Add(benchmark);
        context.BenchmarkCandidates.AddRange(parts.Value.Rows(benchmark));
        audit.Append(context, actor, new AuditEntry("benchmark.created", "benchmark", benchmark.Key) { Details = draft.Facts });
        var rival = context.Benchmarks.Where(row => row.Key == command.Key);
        return await context.SaveUnlessTakenAsync(rival, BenchmarkErrors.KeyTaken(command.Key), cancellationToken) is { } taken ? taken : command.Key;
    }
}
