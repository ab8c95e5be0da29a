using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>The rows of a run that is planned: one for every case, candidate and repeat.</summary>
internal static class PlannedCells
{
    /// <summary>One statement a repeat instead of a row at a time; case by case, so that candidates advance together.</summary>
    /// <param name="caseIds">Of the run's dataset version, fewer than 2,000; null for all.</param>
    public static async Task WriteAsync(OpsDbContext context, Run run, IReadOnlyList<int>? caseIds, CancellationToken cancellationToken)
    {
        var some = caseIds is null ? "" : $"""AND dataset_case."Id" IN ({string.Join(", ", caseIds.Select((_, index) => $"{{{index + 4}}}"))})""";
        var sql =
            $$"""
            INSERT INTO "RunCells" ("RunId", "CandidateId", "CaseId", "CasePosition", "Repeat", "State", "InputTokens", "CachedInputTokens", "OutputTokens", "ReasoningTokens", "Attempts", "Cached")
            SELECT {0}, candidate."Id", dataset_case."Id", dataset_case."Position", {1}, 0, 0, 0, 0, 0, 0, {2}
            FROM "DatasetCases" dataset_case CROSS JOIN "RunCandidates" candidate
            WHERE dataset_case."DatasetVersionId" = {3} AND candidate."RunId" = {0} {{some}}
            ORDER BY dataset_case."Position", candidate."Position"
            """;
        for (var repeat = 0; repeat < run.Repeats; repeat++)
            await context.Database.ExecuteSqlRawAsync(sql, [run.Id, repeat, false, run.DatasetVersionId, .. caseIds ?? []], cancellationToken);
    }
}
