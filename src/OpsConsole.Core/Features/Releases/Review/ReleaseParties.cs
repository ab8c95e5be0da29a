using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Review;

/// <summary>Who lends somebody a role.</summary>
internal static class ReleaseParties
{
    /// <summary>Delegations in force to this person, of roles that their givers still hold: nobody lends what they have lost.</summary>
    public static async Task<IReadOnlyList<Delegation>> DelegationsAsync(OpsDbContext context, Actor actor, DateTime now, CancellationToken cancellationToken)
    {
        var given = await context.Delegations.AsNoTracking()
            .Where(row => row.ToId == actor.Id && row.RevokedAt == null && row.ValidFrom <= now && row.ValidUntil > now)
            .OrderBy(row => row.Id)
            .ToListAsync(cancellationToken);
        if (given.Count == 0)
            return given;
        var givers = given.Select(row => row.FromId).Distinct().ToList();
        IReadOnlyDictionary<string, Person> people = await context.People.AsNoTracking().Where(row => givers.Contains(row.Id)).ToDictionaryAsync(row => row.Id, cancellationToken);
        return [.. given.Where(row => people.TryGetValue(row.FromId, out var giver) && giver.Roles.Contains(row.Role))];
    }
}
