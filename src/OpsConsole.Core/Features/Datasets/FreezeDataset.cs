using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>Closes a dataset to new versions, so that what is measured against it stays comparable.</summary>
public sealed class FreezeDataset(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(string DatasetKey, string Reason);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Required("reason", command.Reason, 500).Fault is { } fault)
            return fault;

        var frozen = await contexts.RetryOnConflictAsync(context => FreezeAsync(context, command, actor, cancellationToken), cancellationToken);
        if (frozen.IsOk)
            changes.Publish(ChangeFeed.Dataset(command.DatasetKey));
        return frozen;
    }

    private async Task<Result> FreezeAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (await context.Datasets.SingleOrDefaultAsync(row => row.Key == command.DatasetKey, cancellationToken) is not { } dataset)
            return DatasetErrors.NotFound(command.DatasetKey);
        if (dataset.FrozenAt is not null)
            return DatasetErrors.Frozen(dataset);

        (dataset.FrozenAt, dataset.FrozenBy, dataset.FrozenReason) = (clock.GetUtcNow().UtcDateTime, actor.Name, Sentence(command.Reason));
        audit.Append(context, actor, new AuditEntry("dataset.frozen", DatasetAudit.ObjectKind, dataset.Key) { Reason = dataset.FrozenReason, Details = new { version = dataset.LatestNumber } });
        await context.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }

    // It stands in the middle of what a refused person reads.
    private static string Sentence(string reason)
    {
        var text = reason.Trim();
        return text.Length < 500 && char.IsLetterOrDigit(text[^1]) ? text + "." : text;
    }
}
