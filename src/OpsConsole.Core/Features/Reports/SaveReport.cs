using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Comparisons;
using OpsConsole.Core.Features.Reports.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Reports;

/// <summary>Keeps a comparison as it is now, dated: computed to its end first, so that nothing in it is missing.</summary>
public sealed class SaveReport(IDbContextFactory<OpsDbContext> contexts, CompareRuns compare, IAuditLog audit, TimeProvider clock) : IUseCase
{
    public sealed record Command(CompareRuns.Query Comparison, ReportKind Kind);

    /// <summary>The key of the report.</summary>
    public async Task<Result<string>> HandleAsync(Command command, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.BenchmarksWrite))
        {
            return Error.Denied(Permission.BenchmarksWrite);
        }

        var running = await compare.HandleAsync(command.Comparison, actor, cancellationToken);
        if (!running.IsOk)
        {
            return running.Error;
        }

        await running.Value.Completed.WaitAsync(cancellationToken);
        var report = running.Value.Report;
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var saved = new SavedReport
        {
            Kind = command.Kind,
            Title = TitleOf(command.Kind, report),
            SystemId = await context.Systems.Where(row => row.Key == report.SystemKey).Select(row => row.Id).SingleAsync(cancellationToken),
            Href = report.Href,
            ContentJson = JsonSerializer.Serialize(WithoutAlikeCases(report), JsonColumn.Options),
            ById = actor.Id,
            ByName = actor.Name,
            At = clock.GetUtcNow().UtcDateTime,
        };

        // The event names the report, whose number the database gives: both in one transaction.
        await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
        context.SavedReports.Add(saved);
        await context.SaveChangesAsync(cancellationToken);
        audit.Append(context, actor, new AuditEntry("report.saved", "report", saved.Key) { Details = new { saved.Title, saved.Href } });
        await context.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return saved.Key;
    }

    private static string TitleOf(ReportKind kind, ComparisonReport report) => kind switch
    {
        ReportKind.Routing => report.Routing!.Answer,
        ReportKind.Comparison => Answer(report),
    };

    private static string Answer(ComparisonReport report)
    {
        var others = report.Candidates.Where(candidate => candidate.Pass?.Verdict is not null).OrderByDescending(candidate => candidate.Pass!.Value).ToList();
        return others.Count == 0 ? $"{report.Candidates.Count} candidates, nothing to compare"
            : others.Find(candidate => candidate.Pass!.Verdict is ComparisonVerdict.Better) is { } best ? $"{best.Name} is better than {report.BaselineCandidate.Name}"
            : $"No candidate is shown to be better than {report.BaselineCandidate.Name}";
    }

    private static ComparisonReport WithoutAlikeCases(ComparisonReport report) =>
        report with { Cases = [.. new CaseRows(report).Of(Runs.CaseMode.Flips).Take(ComparisonReport.SavedCases)] };
}
