using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>Every result of a run in matrix order, streamed in pages so that memory does not grow with the run.</summary>
public sealed class ExportRunResults(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    private const int PageSize = 500;

    /// <summary>One cell; <c>State</c> says whether <c>Output</c> or <c>ErrorCode</c> is set, or neither yet.</summary>
    public sealed record Row(
        string CaseKey,
        int CasePosition,
        string VariablesJson,
        string Candidate,
        int CandidatePosition,
        string PromptKey,
        int PromptVersion,
        string Provider,
        string Model,
        int Repeat,
        CellState State,
        bool? Pass,
        double? Score,
        double? LatencyMs,
        decimal? CostUsd,
        int InputTokens,
        int CachedInputTokens,
        int OutputTokens,
        int ReasoningTokens,
        int Attempts,
        bool Cached,
        string? FinishReason,
        string? ModelReturned,
        string? Output,
        string? ErrorCode,
        string? ErrorMessage,
        IReadOnlyList<AssertionResult> Assertions)
    {
        /// <summary>What its judges cost, at list price; null where none was asked or its model has no price.</summary>
        public decimal? JudgeCostUsd { get; init; }
    }

    public async Task<Result<IAsyncEnumerable<Row>>> HandleAsync(int runId, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Runs.AnyAsync(run => run.Id == runId, cancellationToken)
            ? Result.From(StreamAsync(runId, cancellationToken))
            : RunErrors.NotFound(Run.KeyOf(runId));
    }

    private async IAsyncEnumerable<Row> StreamAsync(int runId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var candidates = await context.RunCandidates.AsNoTracking().Where(row => row.RunId == runId).ToDictionaryAsync(row => row.Id, cancellationToken);
        var last = 0L;
        while (true)
        {
            var page = await context.RunCells.AsNoTracking()
                .Where(row => row.RunId == runId && row.Id > last)
                .OrderBy(row => row.Id)
                .Select(row => new { Cell = row, row.Case!.Key, row.Case.VariablesJson })
                .Take(PageSize)
                .ToListAsync(cancellationToken);
            foreach (var row in page)
            {
                yield return RowOf(row.Cell, row.Key, row.VariablesJson, candidates[row.Cell.CandidateId]);
            }

            if (page.Count < PageSize)
            {
                yield break;
            }

            last = page[^1].Cell.Id;
        }
    }

    private static Row RowOf(RunCell cell, string caseKey, string variables, RunCandidate candidate) => new(
        caseKey,
        cell.CasePosition,
        variables,
        candidate.Name,
        candidate.Position,
        candidate.PromptKey,
        candidate.PromptNumber,
        candidate.ProviderKey,
        candidate.ModelKey,
        cell.Repeat,
        cell.State,
        cell.Pass,
        cell.Score,
        cell.LatencyMs,
        cell.Cost?.Dollars,
        cell.InputTokens,
        cell.CachedInputTokens,
        cell.OutputTokens,
        cell.ReasoningTokens,
        cell.Attempts,
        cell.Cached,
        cell.FinishReason,
        cell.ModelReturned,
        cell.Output,
        cell.ErrorCode,
        cell.ErrorMessage,
        cell.AssertionsJson is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<AssertionResult>>(cell.AssertionsJson, JsonColumn.Options)!)
    {
        JudgeCostUsd = cell.JudgeCost?.Dollars,
    };
}
