using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports.Model;

namespace OpsConsole.Core.Features.Reports;

/// <summary>A saved report with its figures as they were.</summary>
public sealed class GetReport(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Detail(int Id, ReportKind Kind, string Title, string Href, string ByName, DateTime At, ComparisonReport Comparison)
    {
        public string Key => SavedReport.KeyOf(Id);
    }

    /// <param name="key"><c>REP-0001</c>.</param>
    public async Task<Result<Detail>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        if (SavedReport.ParseKey(key) is not { } id)
        {
            return NotFound(key);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.SavedReports.AsNoTracking().SingleOrDefaultAsync(row => row.Id == id, cancellationToken);
        return found is null
            ? NotFound(key)
            : new Detail(found.Id, found.Kind, found.Title, found.Href, found.ByName, found.At, JsonSerializer.Deserialize<ComparisonReport>(found.ContentJson, JsonColumn.Options)!);
    }

    private static Error NotFound(string key) => Error.NotFound("reports.not-found", $"There is no report '{key}'.");
}
