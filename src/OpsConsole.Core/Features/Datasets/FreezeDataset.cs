using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets;

/// <summary>
/// Closes a dataset to new versions, so that what is measured against it stays comparable, or opens it again. Why stands in the audit log both times.
/// </summary>
public sealed class FreezeDataset(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public const int LongestReason = 500;

    /// <param name="Frozen">What it shall be; asking for what it is already is refused.</param>
    public sealed record Command(string DatasetKey, bool Frozen, string Reason);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.DatasetsWrite))
            return Error.Denied(Permission.DatasetsWrite);
        if (new FieldChecks("datasets").Required("reason", command.Reason, LongestReason).Fault is { } fault)
            return fault;

        var done = await contexts.RetryOnConflictAsync(context => SaveAsync(context, command, actor, cancellationToken), cancellationToken);
        if (done.IsOk)
            changes.Publish(ChangeFeed.Dataset(command.DatasetKey));
        return done;
    }

    private async Task<Result> SaveAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (await context.Datasets.SingleOrDefaultAsync(row => row.Key == command.DatasetKey, cancellationToken) is not { } dataset)
            return DatasetErrors.NotFound(command.DatasetKey);
        if (command.Frozen && dataset.FrozenAt is not null)
            return DatasetErrors.Frozen(dataset);
        if (!command.Frozen && dataset.FrozenAt is null)
            return DatasetErrors.NotFrozen(dataset.Key);

        audit.Append(context, actor, command.Frozen ? Freeze(dataset, Sentence(command.Reason), actor) : Open(dataset, command.Reason.Trim()));
        await context.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }

    private AuditEntry Freeze(Dataset dataset, string reason, Actor actor)
    {
        (dataset.FrozenAt, dataset.FrozenBy, dataset.FrozenReason) = (clock.GetUtcNow().UtcDateTime, actor.Name, reason);
        return new AuditEntry("dataset.frozen", DatasetAudit.ObjectKind, dataset.Key) { Reason = reason, Details = new { version = dataset.LatestNumber } };
    }

    private static AuditEntry Open(Dataset dataset, string reason)
    {
        var details = new { version = dataset.LatestNumber, frozenBy = dataset.FrozenBy, frozenAt = dataset.FrozenAt, frozenBecause = dataset.FrozenReason };
        (dataset.FrozenAt, dataset.FrozenBy, dataset.FrozenReason) = (null, null, null);
        return new AuditEntry("dataset.unfrozen", DatasetAudit.ObjectKind, dataset.Key) { Reason = reason, Details = details };
    }

    // It stands in the middle of what a refused person reads.
    private static string Sentence(string reason)
    {
        var text = reason.Trim();
        return text.Length < LongestReason && char.IsLetterOrDigit(text[^1]) ? text + "." : text;
    }
}
