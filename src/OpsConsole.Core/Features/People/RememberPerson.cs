using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.People.Model;

namespace OpsConsole.Core.Features.People;

/// <summary>Keeps who signed in and with which roles: called at each sign-in, with the actor that the directory vouches for.</summary>
public sealed class RememberPerson(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    public async Task<Result> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (actor.Kind != ActorKind.Person)
            return Error.Denied(Permission.Read);
        return await contexts.RetryOnConflictAsync(context => KeepAsync(context, actor, cancellationToken), cancellationToken);
    }

    private async Task<Result> KeepAsync(OpsDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        var roles = actor.Roles.Order().ToList();
        var person = await context.People.SingleOrDefaultAsync(row => row.Id == actor.Id, cancellationToken);
        if (person is null)
            context.People.Add(person = new Person { Id = actor.Id, Name = actor.Name, Roles = roles });
        (person.Name, person.Roles, person.SeenAt) = (actor.Name, roles, clock.GetUtcNow().UtcDateTime);
        await context.SaveChangesAsync(cancellationToken);
        return Result.Ok;
    }
}
