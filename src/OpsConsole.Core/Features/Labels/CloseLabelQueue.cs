using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Labels.Model;

namespace OpsConsole.Core.Features.Labels;

/// <summary>Ends a queue before every item has its labels; those given so far count and are shown.</summary>
public sealed class CloseLabelQueue(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public sealed record Command(string QueueKey, string Reason);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.LabelsWrite))
            return Error.Denied(Permission.LabelsWrite);
        if (new FieldChecks("labels").Required("reason", command.Reason, 500).Fault is { } fault)
            return fault;

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await OpenQueue.FindAsync(context, command.QueueKey, cancellationToken) is not { } queue)
            return LabelErrors.NotFound(command.QueueKey);
        if (queue.State != LabelQueueState.Open)
            return LabelErrors.Ended(queue);

        await using (var transaction = await context.Database.BeginTransactionAsync(cancellationToken))
        {
            if (!await OpenQueue.EnterAsync(context, queue.Id, cancellationToken))
                return Error.Conflict("labels.ended", $"{queue.Key} has just ended.");
            var now = clock.GetUtcNow().UtcDateTime;
            await context.LabelQueues.Where(row => row.Id == queue.Id)
                .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, LabelQueueState.Closed).SetProperty(row => row.EndedAt, now), cancellationToken);
            audit.Append(context, actor, new AuditEntry("label-queue.closed", LabelWords.ObjectKind, queue.Key) { Reason = command.Reason.Trim() });
            await context.SaveChangesAsync(cancellationToken);
            await transaction.CommitAsync(cancellationToken);
        }

        changes.Publish(ChangeFeed.LabelQueue(queue.Key));
        changes.Publish(ChangeFeed.LabelQueues);
        return Result.Ok;
    }
}
