using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Runs.Imports;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Features.Systems;

namespace OpsConsole.Core.Features.Runs;

/// <summary>Brings in the results of another tool as a run, whole or not at all: its prompts, models, cases and results in one transaction. The same files twice are one run.</summary>
public sealed class ImportRun(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Imported(int RunId, int Cases, int Results)
    {
        public string Key => Run.KeyOf(RunId);
    }

    public async Task<Result<Imported>> HandleAsync(string systemKey, IReadOnlyList<ImportSource> files, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.RunsExecute))
            return Error.Denied(Permission.RunsExecute);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await context.Systems.Where(row => row.Key == systemKey).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken) is not { } systemId)
            return SystemErrors.NotFound(systemKey);
        var read = await ImportReader.ReadAsync(files, cancellationToken);
        if ((read.Error ?? read.Value.File.Refusal) is { } refusal)
            return refusal;

        var import = read.Value.File.Run;
        var idempotencyKey = $"import:{systemId}:{read.Value.Hash}";
        if (await KnownAsync(context, idempotencyKey, cancellationToken) is { } known)
            return RunErrors.ImportedAlready(known);
        try
        {
            var runId = await StoreAsync(context, systemId, systemKey, import, idempotencyKey, actor, cancellationToken);
            changes.Publish(ChangeFeed.Runs);
            return new Imported(runId, import.Cases.Count, import.Results.Count);
        }
        catch (DbUpdateException)
        {
            // Somebody else brought the same file in between our look and our save.
            await using var fresh = await contexts.CreateDbContextAsync(cancellationToken);
            if (await KnownAsync(fresh, idempotencyKey, cancellationToken) is { } winner)
                return RunErrors.ImportedAlready(winner);
            throw;
        }
    }

    private async Task<int> StoreAsync(OpsDbContext context, int systemId, string systemKey, ImportedRun import, string idempotencyKey, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var run = await new StoreImport(context, audit, systemId, systemKey, actor, clock.GetUtcNow().UtcDateTime).WriteAsync(import, idempotencyKey, cancellationToken);
        context.ChangeTracker.Clear();
        audit.Append(context, actor, new AuditEntry("run.imported", "run", run.Key)
        {
            Details = new { source = import.Source, execution = import.Execution, benchmark = run.BenchmarkKey, at = import.At, cases = import.Cases.Count, results = import.Results.Count },
        });
        await CompleteRun.SummariseAsync(context, run.Id, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return run.Id;
    }

    private static Task<int?> KnownAsync(OpsDbContext context, string idempotencyKey, CancellationToken cancellationToken) =>
        context.Runs.Where(row => row.IdempotencyKey == idempotencyKey).Select(row => (int?)row.Id).SingleOrDefaultAsync(cancellationToken);
}
