using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>One case of a run under every candidate: answers, reasons, tokens, cost, latency, and the case itself.</summary>
public sealed class GetRunCase(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Cell(
        long Id,
        int CandidatePosition,
        int Repeat,
        CellState State,
        bool? Pass,
        double? Score,
        double? LatencyMs,
        Money? Cost,
        int InputTokens,
        int CachedInputTokens,
        int OutputTokens,
        int Attempts,
        bool Cached,
        string? ErrorCode,
        string? ErrorMessage,
        string? FinishReason,
        string? ModelReturned,
        string? Output,
        IReadOnlyList<AssertionResult> Assertions);

    public sealed record Detail(
        int CaseId, string CaseKey, int Position, string Title, string VariablesJson, IReadOnlyList<string> Expected, IReadOnlyList<string> Tags, IReadOnlyList<Cell> Cells);

    public async Task<Result<Detail>> HandleAsync(int runId, string caseKey, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var found = await context.DatasetCases.AsNoTracking()
            .Where(row => row.Key == caseKey && context.Runs.Any(run => run.Id == runId && run.DatasetVersionId == row.DatasetVersionId))
            .SingleOrDefaultAsync(cancellationToken);
        if (found is null)
        {
            return Error.NotFound("runs.case-not-found", $"{Run.KeyOf(runId)} has no case '{caseKey}'.");
        }

        var cells = await context.RunCells.AsNoTracking()
            .Where(row => row.RunId == runId && row.CasePosition == found.Position)
            .OrderBy(row => row.Candidate!.Position).ThenBy(row => row.Repeat)
            .Select(row => new { Cell = row, row.Candidate!.Position })
            .ToListAsync(cancellationToken);
        return new Detail(
            found.Id, found.Key, found.Position, found.Title, found.VariablesJson, found.Expected, found.Tags, cells.ConvertAll(row => CellOf(row.Cell, row.Position)));
    }

    internal static Cell CellOf(RunCell row, int position) => new(
        row.Id,
        position,
        row.Repeat,
        row.State,
        row.Pass,
        row.Score,
        row.LatencyMs,
        row.Cost,
        row.InputTokens,
        row.CachedInputTokens,
        row.OutputTokens,
        row.Attempts,
        row.Cached,
        row.ErrorCode,
        row.ErrorMessage,
        row.FinishReason,
        row.ModelReturned,
        row.Output,
        row.AssertionsJson is null ? [] : JsonSerializer.Deserialize<IReadOnlyList<AssertionResult>>(row.AssertionsJson, JsonColumn.Options)!);
}
