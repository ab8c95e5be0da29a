using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Labels.Model;

namespace OpsConsole.Core.Features.Labels;

/// <summary>Gives a label to an item that the reviewer holds, or corrects the reviewer's own while the queue is open. The last label ends the queue.</summary>
public sealed class GiveLabel(IDbContextFactory<OpsDbContext> contexts, IAuditLog audit, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    public const int LongestComment = 2000;

    /// <param name="Number">Of the item, 1 …</param>
    public sealed record Command(string QueueKey, int Number, bool? Pass, int? Rating, string? Comment);

    /// <param name="QueueDone">This was the last label.</param>
    public sealed record Given(bool QueueDone);

    public async Task<Result<Given>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.LabelsWrite))
            return Error.Denied(Permission.LabelsWrite);
        if (Check(command) is { } fault)
            return fault;

        var given = await contexts.RetryOnConflictAsync(context => GiveAsync(context, command, actor, cancellationToken), cancellationToken);
        if (given.IsOk)
        {
            // However the key was typed.
            changes.Publish(ChangeFeed.LabelQueue(LabelQueue.KeyOf(LabelQueue.ParseKey(command.QueueKey)!.Value)));
            changes.Publish(ChangeFeed.LabelQueues);
        }

        return given;
    }

    private static Error? Check(Command command) => new FieldChecks("labels")
        .That(command.Pass is not null || command.Rating is not null, "label", "say pass or fail, or rate it 1 to 5")
        .Range("rating", command.Rating, 1, 5)
        .Text("comment", command.Comment, LongestComment)
        .Fault;

    private async Task<Result<Given>> GiveAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (await OpenQueue.FindAsync(context, command.QueueKey, cancellationToken) is not { } queue)
            return LabelErrors.NotFound(command.QueueKey);
        if (queue.State != LabelQueueState.Open)
            return LabelErrors.Ended(queue);

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await OpenQueue.EnterAsync(context, queue.Id, cancellationToken))
            return Error.Conflict("labels.ended", $"{queue.Key} has just ended.");
        var now = clock.GetUtcNow().UtcDateTime;
        var held = await HeldAsync(context, queue, command.Number, actor, now, cancellationToken);
        if (!held.IsOk)
            return held.Error;

        var label = held.Value;
        var action = label.GivenAt is null ? "label.given" : "label.corrected";
        (label.Pass, label.Rating, label.Comment, label.GivenAt) = (command.Pass, command.Rating, string.IsNullOrWhiteSpace(command.Comment) ? null : command.Comment.Trim(), now);

        // Without the verdict: whoever reads the log is as blind as the other reviewers until the queue is done.
        audit.Append(context, actor, new AuditEntry(action, LabelWords.ObjectKind, queue.Key) { Details = new { item = command.Number } });
        await context.SaveChangesAsync(cancellationToken);
        var done = await EndAsync(context, queue, actor, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Given(done);
    }

    /// <summary>The reviewer's own label; where the reservation was taken over, a place that is still free or whose own reservation ran out.</summary>
    private static async Task<Result<Label>> HeldAsync(OpsDbContext context, LabelQueue queue, int number, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var item = await context.LabelItems.Include(row => row.Labels).SingleOrDefaultAsync(row => row.QueueId == queue.Id && row.Position == number - 1, cancellationToken);
        if (item is null)
            return LabelErrors.ItemNotFound(queue.Key, number);
        if (item.Labels.FirstOrDefault(row => row.ById == actor.Id) is { } own)
            return own;
        if (item.Labels.Count >= queue.Reviewers)
        {
            if (item.Labels.FirstOrDefault(row => row.GivenAt is null && row.ReservedUntil <= now) is not { } expired)
                return LabelErrors.NotHeld(number);
            (expired.ById, expired.ByName) = (actor.Id, actor.Name);
            return expired;
        }

        var slot = Enumerable.Range(0, queue.Reviewers).First(free => item.Labels.All(row => row.Slot != free));
        var label = new Label { ItemId = item.Id, Slot = slot, ById = actor.Id, ByName = actor.Name };
        context.Labels.Add(label);
        return label;
    }

    private async Task<bool> EndAsync(OpsDbContext context, LabelQueue queue, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var given = await context.Labels.CountAsync(label => label.Item!.QueueId == queue.Id && label.GivenAt != null, cancellationToken);
        if (given < queue.ItemCount * queue.Reviewers)
            return false;

        await context.LabelQueues.Where(row => row.Id == queue.Id)
            .ExecuteUpdateAsync(set => set.SetProperty(row => row.State, LabelQueueState.Done).SetProperty(row => row.EndedAt, now), cancellationToken);
        audit.Append(context, actor, new AuditEntry("label-queue.done", LabelWords.ObjectKind, queue.Key) { Details = new { labels = given } });
        await context.SaveChangesAsync(cancellationToken);
        return true;
    }
}
