using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.People.Model;

namespace OpsConsole.Core.Features.People;

/// <summary>Notes that somebody opened Home, and answers since when things are news to them. Whoever comes back within the hour is still on the same visit.</summary>
public sealed class RecordVisit(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    private static readonly TimeSpan SameVisit = TimeSpan.FromHours(1);

    /// <param name="PreviousAt">The visit before this one; null on the first.</param>
    public sealed record Visit(DateTime? PreviousAt);

    public async Task<Result<Visit>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);
        if (actor.Kind != ActorKind.Person)
            return new Visit(null);
        return await contexts.RetryOnConflictAsync(context => NoteAsync(context, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result<Visit>> NoteAsync(OpsDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var person = await context.People.SingleOrDefaultAsync(row => row.Id == actor.Id, cancellationToken);
        if (person is null)
            context.People.Add(person = new Person { Id = actor.Id, Name = actor.Name, Roles = [.. actor.Roles.Order()], SeenAt = now });
        if (person.VisitedAt is { } last && now - last > SameVisit)
            person.PreviousVisitAt = last;
        person.VisitedAt = now;
        await context.SaveChangesAsync(cancellationToken);
        return new Visit(person.PreviousVisitAt);
    }
}
