using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Opens a frozen dataset to new versions again. Why stands in the audit log, beside why it was frozen.</summary>
public sealed class UnfreezeDataset(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes) : IUseCase
{
    public sealed record Command(string DatasetKey, string Reason);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Required("reason", command.Reason, 500).Fault is { } fault)
            return fault;

        var opened = await contexts.RetryOnConflictAsync(context => OpenAsync(context, command, actor, cancellationToken), cancellationToken);
        if (opened.IsOk)
            changes.Publish(ChangeFeed.Dataset(command.DatasetKey));
        return opened;
    }

    private async Task<Result> OpenAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (await context.Datasets.SingleOrDefaultAsync(row => row.Key == command.DatasetKey, cancellationToken) is not { } dataset)
            return DatasetErrors.NotFound(command.DatasetKey);
        if (dataset.FrozenAt is null)
            return DatasetErrors.NotFrozen(dataset.Key);

        audit.Append(context, actor, new AuditEntry("dataset.unfrozen", DatasetAudit.ObjectKind, dataset.Key)
        {
            Reason = command.Reason.Trim(),
            Details = new { version = dataset.LatestNumber, frozenBy = dataset.FrozenBy, frozenAt = dataset.FrozenAt, frozenBecause = dataset.FrozenReason },
        });
        (dataset.FrozenAt, dataset.FrozenBy, dataset.FrozenReason) = (null, null, null);
        await context.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }
}
