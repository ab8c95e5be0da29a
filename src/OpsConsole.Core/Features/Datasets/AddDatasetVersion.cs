using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Evals;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Stores a file as the next version of a dataset: all of its cases or, when one row is bad, nothing.</summary>
public sealed class AddDatasetVersion(
    IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock, AssertionCompiler compiler) : IUseCase
{
    /// <param name="Content">Read once, never closed.</param>
    public sealed record Command(string DatasetKey, Stream Content, DatasetFormat Format, string ChangeNote);

    public sealed record Added(int Version, int Cases);

    public async Task<Result<Added>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Text("changeNote", command.ChangeNote, 500).Fault is { } fault)
            return fault;

        string? schema;

        // Before a large file is read: the commonest mistakes are a wrong key and a frozen dataset.
        await using (var context = await contexts.CreateDbContextAsync(cancellationToken))
        {
            var dataset = await context.Datasets.AsNoTracking().SingleOrDefaultAsync(row => row.Key == command.DatasetKey, cancellationToken);
            if (dataset is null)
                return DatasetErrors.NotFound(command.DatasetKey);
            if (dataset.FrozenAt is not null)
                return DatasetErrors.Frozen(dataset);
            schema = dataset.VariablesSchema;
        }

        var read = await CheckedImport.ReadAsync(command.Content, command.Format, schema, compiler, cancellationToken);
        if (!read.IsOk)
            return read.Error;
        if (read.Value.Refusal is { } refusal)
            return refusal;

        var added = await contexts.RetryOnConflictAsync(context => StoreAsync(context, command, read.Value.Cases, actor, cancellationToken), cancellationToken);
        if (added.IsOk)
            changes.Publish(ChangeFeed.Dataset(command.DatasetKey));
        return added;
    }

    private async Task<Result<Added>> StoreAsync(
        OpsDbContext context, Command command, IReadOnlyList<CaseContent> cases, Actor actor, CancellationToken cancellationToken)
    {
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        var dataset = await context.Datasets.SingleAsync(row => row.Key == command.DatasetKey, cancellationToken);
        var stored = await new DatasetWriter(audit, clock).StoreAsync(context, dataset, cases, command.ChangeNote, actor, cancellationToken);
        if (!stored.IsOk)
            return stored.Error;

        await transaction.CommitAsync(cancellationToken);
        return new Added(stored.Value.Number, stored.Value.CaseCount);
    }
}
