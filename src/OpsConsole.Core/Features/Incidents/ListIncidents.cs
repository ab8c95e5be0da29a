using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Incidents;

/// <summary>Incidents: open ones first, the gravest first, then the newest.</summary>
public sealed class ListIncidents(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Query(bool OpenOnly = false, string? SystemKey = null, int Skip = 0, int Limit = Common.Page.DefaultLimit);

    /// <param name="Total">Of those asked for.</param>
    /// <param name="Open">Unresolved ones of all that the system filter lets through.</param>
    /// <param name="Blocking">Of these the SEV1 and SEV2.</param>
    public sealed record Listing(IReadOnlyList<Item> Items, int Total, int Open, int Blocking);

    public sealed record Item(
        int Id, string Title, int Severity, string SystemKey, string SystemName, string DeclaredByName, DateTime DeclaredAt, DateTime? ResolvedAt, string? ResolvedByName)
    {
        public string Key => Model.Incident.KeyOf(Id);
    }

    public async Task<Result<Listing>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var all = context.Incidents.AsNoTracking().Where(row => query.SystemKey == null || row.System!.Key == query.SystemKey);
        var open = await all.Where(row => row.ResolvedAt == null)
            .GroupBy(row => row.Severity)
            .Select(group => new { Severity = group.Key, Count = group.Count() })
            .ToListAsync(cancellationToken);
        var opened = open.Sum(group => group.Count);
        var asked = query.OpenOnly ? all.Where(row => row.ResolvedAt == null) : all;
        var items = await asked
            .OrderBy(row => row.ResolvedAt == null ? 0 : 1)
            .ThenBy(row => row.ResolvedAt == null ? row.Severity : 0)
            .ThenByDescending(row => row.Id)
            .Skip(Math.Max(0, query.Skip))
            .Take(Common.Page.Limit(query.Limit))
            .Select(row => new Item(row.Id, row.Title, row.Severity, row.System!.Key, row.System.Name, row.DeclaredByName, row.DeclaredAt, row.ResolvedAt, row.ResolvedByName))
            .ToListAsync(cancellationToken);
        return new Listing(
            items,
            query.OpenOnly ? opened : await all.CountAsync(cancellationToken),
            opened,
            open.Where(group => group.Severity <= OpenIncidents.BlockingSeverity).Sum(group => group.Count));
    }
}
