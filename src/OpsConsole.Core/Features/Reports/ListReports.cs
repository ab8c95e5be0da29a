using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Reports.Model;

namespace OpsConsole.Core.Features.Reports;

/// <summary>Saved reports, newest first.</summary>
public sealed class ListReports(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int Limit = 50;

    /// <param name="BeforeId">Only reports older than this one: the last of the slice before.</param>
    public sealed record Query(string? SystemKey = null, int? BeforeId = null);

    public sealed record Item(int Id, ReportKind Kind, string Title, string SystemKey, string SystemName, string ByName, DateTime At)
    {
        public string Key => SavedReport.KeyOf(Id);
    }

    public async Task<Result<Page<Item>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.SavedReports
            .Where(row => (query.SystemKey == null || row.System!.Key == query.SystemKey) && (query.BeforeId == null || row.Id < query.BeforeId))
            .OrderByDescending(row => row.Id)
            .Take(Limit + 1)
            .Select(row => new Item(row.Id, row.Kind, row.Title, row.System!.Key, row.System.Name, row.ByName, row.At))
            .ToListAsync(cancellationToken);
        return Page.From(rows, Limit, row => row.Key);
    }
}
