using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Labels;

/// <summary>Gives an item back unlabelled: anybody may take it, the reviewer too, later. A label that is given is not touched.</summary>
public sealed class SkipLabelItem(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(string queueKey, int number, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.LabelsWrite))
            return Error.Denied(Permission.LabelsWrite);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        if (await OpenQueue.FindAsync(context, queueKey, cancellationToken) is not { } queue)
            return LabelErrors.NotFound(queueKey);

        var now = clock.GetUtcNow().UtcDateTime;
        await context.Labels
            .Where(label => label.Item!.QueueId == queue.Id && label.Item.Position == number - 1 && label.ById == actor.Id && label.GivenAt == null && label.ReservedUntil > now)
            .ExecuteUpdateAsync(set => set.SetProperty(label => label.ReservedUntil, now), cancellationToken);
        return Result.Ok;
    }
}
