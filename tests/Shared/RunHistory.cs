using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;

namespace OpsConsole.Tests.Shared;

/// <summary>
/// A history of any size in seconds: a finished run copied within the database, with a cell for each of its results. A million results through Entity Framework
/// would take minutes.
/// </summary>
public static class RunHistory
{
    /// <summary>Leaves <paramref name="runs"/> runs like the one given, which is the first and the only one that is there.</summary>
    public static async Task CopyAsync(OpsDbContext context, int runId, int runs)
    {
        var copies = $"WITH RECURSIVE Copies(Number) AS (SELECT {runId + 1} UNION ALL SELECT Number + 1 FROM Copies WHERE Number < {runId + runs - 1})";
        await using var transaction = await context.Database.BeginTransactionAsync();
        if (runs > 1)
        {
            foreach (var (table, key, own) in new[] { ("Runs", "Id", ""), ("RunCandidates", "RunId", "Id"), ("RunCases", "RunId", "") })
            {
                var columns = (await ColumnsAsync(context, table)).Where(column => column != key && column != own).Select(column => $"\"{column}\"").ToList();
                var names = string.Join(", ", columns);
                await ExecuteAsync(context, $"{copies} INSERT INTO {table} ({key}, {names}) SELECT Number, {names} FROM {table}, Copies WHERE {key} = {runId}");
            }
        }

        await ExecuteAsync(context, """
            INSERT INTO RunCells (RunId, CandidateId, CaseId, CasePosition, Repeat, State, Pass, Score, InputTokens, CachedInputTokens, OutputTokens, ReasoningTokens, Attempts, Cached, Output)
            SELECT entry.RunId, candidate.Id, entry.CaseId, entry.Position, 0, 1, 1, 1, 20, 0, 10, 0, 1, 0, 'answer ' || entry.Position
            FROM RunCases entry JOIN RunCandidates candidate ON candidate.RunId = entry.RunId
            """);
        await transaction.CommitAsync();
    }

    private static Task<List<string>> ColumnsAsync(OpsDbContext context, string table) =>
        context.Database.SqlQuery<string>($"SELECT name AS Value FROM pragma_table_info({table})").ToListAsync();

    private static Task<int> ExecuteAsync(OpsDbContext context, string sql) => context.Database.ExecuteSqlRawAsync(sql);
}
