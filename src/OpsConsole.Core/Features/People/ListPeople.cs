using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.People;

/// <summary>Who has signed in, by name, with the roles of the newest sign-in.</summary>
public sealed class ListPeople(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="Search">Part of a name.</param>
    /// <param name="After">The <c>next</c> of the slice before.</param>
    public sealed record Query(string? Search = null, string? After = null, int Limit = Page.DefaultLimit);

    public sealed record Item(string Id, string Name, IReadOnlyList<Role> Roles, DateTime SeenAt);

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var limit = Page.Limit(query.Limit);

        // Two people may share a name; with the id behind it each has a place of its own.
        var items = await context.People
            .Matching(query.Search, row => row.Name).After(row => row.Name + " " + row.Id, query.After)
            .OrderBy(row => row.Name + " " + row.Id).Take(limit + 1)
            .Select(row => new Item(row.Id, row.Name, row.Roles, row.SeenAt))
            .ToListAsync(cancellationToken);
        return Page.From(items, limit, item => item.Name + " " + item.Id);
    }
}
