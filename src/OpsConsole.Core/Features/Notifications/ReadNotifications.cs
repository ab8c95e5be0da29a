using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Notifications;

/// <summary>Marks one of the reader's notifications as read, or all of them. Somebody else's are not there for the reader.</summary>
public sealed class ReadNotifications(IDbContextFactory<OpsDbContext> contexts, ChangeFeed changes, TimeProvider clock) : IUseCase
{
    /// <param name="Id">Null for all.</param>
    public sealed record Command(int? Id);

    public async Task<Result> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var own = context.Notifications.Where(row => row.PersonId == actor.Id);
        if (command.Id is { } id)
        {
            own = own.Where(row => row.Id == id);
            if (!await own.AnyAsync(cancellationToken))
                return Error.NotFound("notifications.not-found", $"You have no notification {id}.");
        }

        // The first reading counts: one that is read already keeps its time.
        var now = clock.GetUtcNow().UtcDateTime;
        if (await own.Where(row => row.ReadAt == null).ExecuteUpdateAsync(set => set.SetProperty(row => row.ReadAt, now), cancellationToken) > 0)
            changes.Publish(ChangeFeed.Notifications);
        return Result.Ok;
    }
}
