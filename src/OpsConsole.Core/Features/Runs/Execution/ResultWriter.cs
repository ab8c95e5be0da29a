using System.Text.Json;
using System.Threading.Channels;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>
/// Stores outcomes in batches: cells, the candidates' counts and the run's counts in one transaction that also proves
/// and prolongs the lease. One writer a run, so batches never contend with each other.
/// </summary>
internal sealed class ResultWriter(IDbContextFactory<OpsDbContext> contexts, Run run, RunLease lease, ResponseCache? cache, Action<IReadOnlyList<CellOutcome>> stored, TimeProvider clock)
{
    private const int BatchSize = 256;

    /// <summary>The longest a finished cell waits to be stored: what a crash may cost is bounded by it.</summary>
    private static readonly TimeSpan BatchTime = TimeSpan.FromMilliseconds(200);

    /// <summary>Until the channel is completed. Takes no cancellation: what was answered is paid for and must be kept.</summary>
    public async Task WriteAsync(ChannelReader<CellOutcome> outcomes)
    {
        var batch = new List<CellOutcome>(BatchSize);
        while (await outcomes.WaitToReadAsync())
        {
            await GatherAsync(outcomes, batch);
            await StoreAsync(batch);
            stored(batch);
            batch.Clear();
        }
    }

    private async Task GatherAsync(ChannelReader<CellOutcome> outcomes, List<CellOutcome> batch)
    {
        var deadline = clock.GetTimestamp();
        while (batch.Count < BatchSize)
        {
            while (batch.Count < BatchSize && outcomes.TryRead(out var outcome))
            {
                batch.Add(outcome);
            }

            var left = BatchTime - clock.GetElapsedTime(deadline);
            if (batch.Count == BatchSize || left <= TimeSpan.Zero || outcomes.Completion.IsCompleted)
            {
                return;
            }

            await Task.WhenAny(outcomes.Completion, Task.Delay(left, clock));
        }
    }

    private async Task StoreAsync(List<CellOutcome> batch)
    {
        await using var context = await contexts.CreateDbContextAsync();
        await using var transaction = await context.Database.BeginTransactionAsync();
        await CountAsync(context, batch);
        await context.UpdateManyAsync(batch.Select(CellOf), PlannedProperties, CancellationToken.None);
        await transaction.CommitAsync();
        if (cache is not null)
        {
            var answers = batch.Where(outcome => outcome is { Cached: false, Answer: not null }).Select(outcome => outcome.Answer!).Concat(batch.SelectMany(outcome => outcome.JudgeAnswers));
            await cache.KeepAsync(answers, CancellationToken.None);
        }
    }

    private async Task CountAsync(OpsDbContext context, List<CellOutcome> batch)
    {
        var done = batch.Count(outcome => outcome.State == CellState.Done);
        var billed = batch.Sum(outcome => outcome.Billed.NanoDollars);
        var held = await context.Database.ExecuteSqlAsync(
            $"""
            UPDATE "Runs" SET "DoneCells" = "DoneCells" + {done}, "FailedCells" = "FailedCells" + {batch.Count - done}, "Cost" = "Cost" + {billed}, "LeaseUntil" = {lease.Until}
            WHERE "Id" = {run.Id} AND "LeaseOwner" = {lease.Owner}
            """);
        if (held == 0)
        {
            throw new LeaseLostException();
        }

        foreach (var group in batch.GroupBy(outcome => outcome.Work.Candidate.Id))
        {
            var answered = group.Where(outcome => outcome.State == CellState.Done).ToList();
            var failed = group.Count() - answered.Count;
            var passed = answered.Count(outcome => outcome.Verdict!.Pass);
            var score = answered.Sum(outcome => outcome.Verdict!.Score);
            var answers = group.Select(outcome => outcome.Answer).OfType<CachedResponse>().ToList();
            var cost = answers.Sum(answer => answer.Cost?.NanoDollars ?? 0);
            var input = answers.Sum(answer => (long)answer.InputTokens);
            var output = answers.Sum(answer => (long)answer.OutputTokens);
            await context.Database.ExecuteSqlAsync(
                $"""
                UPDATE "RunCandidates" SET "DoneCells" = "DoneCells" + {answered.Count}, "FailedCells" = "FailedCells" + {failed}, "PassedCells" = "PassedCells" + {passed},
                "ScoreSum" = "ScoreSum" + {score}, "Cost" = "Cost" + {cost}, "InputTokens" = "InputTokens" + {input}, "OutputTokens" = "OutputTokens" + {output}
                WHERE "Id" = {group.Key}
                """);
        }
    }

    private static readonly string[] PlannedProperties =
        [nameof(RunCell.RunId), nameof(RunCell.CandidateId), nameof(RunCell.CaseId), nameof(RunCell.CasePosition), nameof(RunCell.Repeat)];

    private RunCell CellOf(CellOutcome outcome) => new()
    {
        Id = outcome.Work.CellId,
        RunId = run.Id,
        CandidateId = outcome.Work.Candidate.Id,
        CaseId = outcome.Work.Case.Id,
        State = outcome.State,
        Pass = outcome.State == CellState.Done ? outcome.Verdict?.Pass : null,
        Score = outcome.State == CellState.Done ? outcome.Verdict?.Score : null,
        LatencyMs = outcome.Answer?.LatencyMs,
        Cost = outcome.Answer?.Cost,
        InputTokens = outcome.Answer?.InputTokens ?? 0,
        CachedInputTokens = outcome.Answer?.CachedInputTokens ?? 0,
        OutputTokens = outcome.Answer?.OutputTokens ?? 0,
        ReasoningTokens = outcome.Answer?.ReasoningTokens ?? 0,
        Attempts = outcome.Attempts,
        Cached = outcome.Cached,
        CompletedAt = outcome.CompletedAt,
        ErrorCode = outcome.ErrorCode,
        ErrorMessage = outcome.ErrorMessage,
        FinishReason = outcome.Answer?.FinishReason,
        ModelReturned = outcome.Answer?.ModelReturned,
        Output = outcome.Answer?.Text,
        ToolCallsJson = outcome.Answer?.ToolCallsJson,
        MeanLogProb = outcome.Answer?.MeanLogProb,
        JudgeCost = outcome.JudgeCost,
        AssertionsJson = outcome.Verdict is null ? null : JsonSerializer.Serialize(outcome.Verdict.Results, JsonColumn.Options),
    };
}

/// <summary>Another worker has taken the run over; this one must stop and write nothing more.</summary>
internal sealed class LeaseLostException() : Exception("The lease of the run was lost.");
