using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Labels.Model;

namespace OpsConsole.Core.Features.Labels;

/// <summary>
/// Holds the next unlabelled item for a reviewer. Each place among an item's reviewers is a row with a unique number, so that however many ask at one
/// instant no item goes to more people than asked for; a reservation that ran out is taken over. It is no record of anything and ends by itself, so only the label is audited.
/// </summary>
public sealed class TakeLabelItem(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="After">Number of the item that the reviewer comes from, 1 ..: those behind it come first, it itself last. Null goes on where the reviewer stopped.</param>
    public sealed record Command(string QueueKey, int? After = null);

    /// <param name="Number">1 ..; null when nothing is left for this reviewer, or others hold the rest at the moment.</param>
    public sealed record Taken(int? Number);

    public async Task<Result<Taken>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.LabelsWrite))
            return Error.Denied(Permission.LabelsWrite);
        return await contexts.RetryOnConflictAsync(context => TakeAsync(context, command, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result<Taken>> TakeAsync(OpsDbContext context, Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (await OpenQueue.FindAsync(context, command.QueueKey, cancellationToken) is not { } queue)
            return LabelErrors.NotFound(command.QueueKey);

        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        if (!await OpenQueue.EnterAsync(context, queue.Id, cancellationToken))
            return queue.State == LabelQueueState.Open ? new Taken(null) : LabelErrors.Ended(queue);

        var now = clock.GetUtcNow().UtcDateTime;
        var number = await NextAsync(context, queue, command.After, actor, now, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new Taken(number);
    }

    private static async Task<int?> NextAsync(OpsDbContext context, LabelQueue queue, int? after, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var (me, from) = (actor.Id, after - 1);
        var open = context.LabelItems.Where(item => item.QueueId == queue.Id
            && !item.Labels.Any(label => label.ById == me && label.GivenAt != null)
            && item.Labels.Count(label => label.GivenAt != null || (label.ReservedUntil > now && label.ById != me)) < queue.Reviewers);
        var ordered = from is null
            ? open.OrderBy(item => item.Labels.Any(label => label.ById == me && label.ReservedUntil > now) ? 0 : 1).ThenBy(item => item.Position)
            : open.OrderBy(item => item.Position > from ? 0 : 1).ThenBy(item => item.Position);
        var next = await ordered.Select(item => new { item.Id, item.Position }).FirstOrDefaultAsync(cancellationToken);
        if (next is null)
            return null;

        var labels = await context.Labels.Where(label => label.ItemId == next.Id).ToListAsync(cancellationToken);
        var label = labels.Find(row => row.ById == me) ?? (labels.Count < queue.Reviewers ? null : labels.Find(row => row.GivenAt is null && row.ReservedUntil <= now));
        if (label is null)
        {
            var slot = Enumerable.Range(0, queue.Reviewers).First(free => labels.TrueForAll(row => row.Slot != free));
            label = new Label { ItemId = next.Id, Slot = slot, ById = actor.Id, ByName = actor.Name };
            context.Labels.Add(label);
        }

        (label.ById, label.ByName, label.ReservedUntil) = (actor.Id, actor.Name, now + OpenQueue.Reservation);
        await context.SaveChangesAsync(cancellationToken);
        return next.Position + 1;
    }
}
