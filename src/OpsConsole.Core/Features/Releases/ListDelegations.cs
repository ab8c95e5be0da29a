using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.People;
using OpsConsole.Core.Features.People.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>Which roles the reader has lent and borrowed, and what it takes to lend another; for an Admin also what others have lent each other.</summary>
public sealed class ListDelegations(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    private const int ListedMost = 200;

    /// <param name="Roles">What the reader can lend.</param>
    /// <param name="People">To whom.</param>
    public sealed record View(
        IReadOnlyList<Item> Given, IReadOnlyList<Item> Received, IReadOnlyList<Item> Others, IReadOnlyList<Role> Roles, IReadOnlyList<Colleague> People);

    public sealed record Item(
        int Id, Role Role, string FromName, string ToName, string Reason, DateTime ValidFrom, DateTime ValidUntil, DateTime? RevokedAt, bool InForce, bool MayRevoke);

    public sealed record Colleague(string Id, string Name, IReadOnlyList<Role> Roles);

    public async Task<Result<View>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        var all = actor.Roles.Contains(Role.Admin);
        var rows = await context.Delegations.AsNoTracking()
            .Where(row => row.FromId == actor.Id || row.ToId == actor.Id || (all && row.RevokedAt == null && row.ValidUntil > now))
            .OrderByDescending(row => row.ValidUntil).ThenByDescending(row => row.Id)
            .Take(ListedMost)
            .ToListAsync(cancellationToken);
        var held = await RoleCheck.HeldAsync(context, actor, cancellationToken);
        Role[] lendable = [.. held.Where(role => RolePermissions.Of(role).Contains(Permission.ReleasesDecide)).Order()];

        IReadOnlyList<Item> Select(Func<Delegation, bool> which) => [.. rows.Where(which).Select(row => ToItem(row, actor, now))];
        return new View(
            Select(row => row.FromId == actor.Id),
            Select(row => row.ToId == actor.Id),
            Select(row => row.FromId != actor.Id && row.ToId != actor.Id),
            lendable,
            lendable.Length == 0 ? [] : await ColleaguesAsync(context, actor, cancellationToken));
    }

    private static async Task<IReadOnlyList<Colleague>> ColleaguesAsync(OpsDbContext context, Actor actor, CancellationToken cancellationToken)
    {
        // Roles are kept as one text, which the engines cannot search alike.
        List<Person> people = await context.People.AsNoTracking().Where(row => row.Id != actor.Id).OrderBy(row => row.Name).ToListAsync(cancellationToken);
        return [.. people.Where(person => !person.Roles.Any(DelegationWords.NeverApprove.Contains)).Select(person => new Colleague(person.Id, person.Name, person.Roles))];
    }

    private static Item ToItem(Delegation row, Actor actor, DateTime now) => new(
        row.Id, row.Role, row.FromName, row.ToName, row.Reason, row.ValidFrom, row.ValidUntil, row.RevokedAt, row.IsInForce(now),
        row.IsInForce(now) && RevokeDelegation.MayRevoke(row, actor));
}
