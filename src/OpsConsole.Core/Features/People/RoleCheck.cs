using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.People;

/// <summary>
/// The roles that count for a decision: those of the session that the person's newest sign-in still brought. A session carries its own roles for
/// hours; whoever has signed in since with fewer has lost the others, in the old session too.
/// </summary>
public static class RoleCheck
{
    /// <summary>The actor's own roles where no sign-in is on record: there is nothing that could have taken one away.</summary>
    public static async Task<IReadOnlySet<Role>> HeldAsync(OpsDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        // The row itself would be tracked by the caller's context: a decision reads people, it never writes them.
        var person = await context.People.AsNoTracking().SingleOrDefaultAsync(row => row.Id == actor.Id, cancellationToken);
        return person is null ? actor.Roles : actor.Roles.Intersect(person.Roles).ToHashSet();
    }
}
