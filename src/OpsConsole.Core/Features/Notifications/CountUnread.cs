using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Notifications;

/// <summary>How many notifications wait for the reader: the figure at the bell.</summary>
public sealed class CountUnread(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Answer(int Unread);

    public async Task<Result<Answer>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return new Answer(await context.Notifications.CountAsync(row => row.PersonId == actor.Id && row.ReadAt == null, cancellationToken));
    }
}
