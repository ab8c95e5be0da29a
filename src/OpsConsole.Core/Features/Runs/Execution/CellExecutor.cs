using System.Globalization;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Judges.Asking;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>Executes one cell: render, look into the cache, reserve, call, price, judge.</summary>
internal sealed class CellExecutor(ModelGateway gateway, ResponseCache? cache, SpendGuard spend, JudgeDesk judges, TimeProvider clock)
{
    /// <summary>The error code of a cell whose judge failed.</summary>
    public const string NotJudged = "judge";

    /// <summary>Output tokens reserved for a call whose parameters set no maximum.</summary>
    private const int AssumedOutputTokens = 1024;

    /// <summary>Fewer characters a token than real text has, so that an estimate errs on the dear side.</summary>
    private const int CharactersPerToken = 3;

    /// <summary>Null when the call would exceed the run's spend cap.</summary>
    public async ValueTask<CellOutcome?> ExecuteAsync(CellWork work, CancellationToken cancellationToken)
    {
        var candidate = work.Candidate;
        if (candidate.RequiredVariables.FirstOrDefault(name => !work.Case.Variables.ContainsKey(name)) is { } absent)
        {
            return Failed(work, "missing-variable", $"Case {work.Case.Key} has no value for the required variable '{absent}'.");
        }

        var rendered = candidate.Template.Render(work.Case.Variables, strict: false);
        if (!rendered.IsOk)
        {
            return Failed(work, "template", rendered.Error.Message);
        }

        var messages = rendered.Value;
        var extras = candidate.Tools.Count == 0 && !work.Case.Assertions.NeedsLogProbs
            ? CallExtras.None
            : new CallExtras { Tools = candidate.Tools, LogProbs = work.Case.Assertions.NeedsLogProbs };
        var key = cache is null ? "" : ResponseCache.KeyOf(candidate, messages, extras, work.Repeat);
        if (cache is not null && await cache.FindAsync(key, cancellationToken) is { } hit)
        {
            return await JudgeAsync(work, messages, hit, attempts: 0, cached: true, cancellationToken);
        }

        var price = candidate.Model.PriceOn(DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        var estimate = price?.Of(new TokenUsage(messages.Sum(turn => turn.Content.Length) / CharactersPerToken, 0, candidate.Parameters.MaxOutputTokens ?? AssumedOutputTokens, 0)) ?? Money.Zero;
        if (!await spend.ReserveAsync(estimate, cancellationToken))
        {
            return null;
        }

        var billed = Money.Zero;
        ModelCallResult call;
        try
        {
            call = await gateway.CallAsync(candidate.Endpoint, candidate.Model.Key, messages, candidate.Parameters, extras, cancellationToken);
            billed = price?.Of(call.Usage) ?? Money.Zero;
        }
        finally
        {
            spend.Settle(estimate, billed);
        }

        if (call.Error is { } error)
        {
            return Failed(work, error.Code, error.Message) with { Attempts = call.Attempts };
        }

        var answer = new CachedResponse
        {
            Key = key,
            Text = string.IsNullOrEmpty(call.Text) ? call.ToolCallsJson ?? "" : call.Text,
            ToolCallsJson = call.ToolCallsJson,
            MeanLogProb = call.MeanLogProb,
            FinishReason = call.FinishReason,
            ModelReturned = call.ModelReturned,
            InputTokens = call.Usage.Input,
            CachedInputTokens = call.Usage.CachedInput,
            OutputTokens = call.Usage.Output,
            ReasoningTokens = call.Usage.Reasoning,
            LatencyMs = call.Latency.TotalMilliseconds,
            Cost = price is null && candidate.Endpoint.Kind is not (ProviderKind.Builtin or ProviderKind.Echo) ? null : billed,
            CreatedAt = clock.GetUtcNow().UtcDateTime,
        };
        return await JudgeAsync(work, messages, answer, call.Attempts, cached: false, cancellationToken);
    }

    private async ValueTask<CellOutcome> JudgeAsync(
        CellWork work, IReadOnlyList<ChatTurn> messages, CachedResponse answer, int attempts, bool cached, CancellationToken cancellationToken)
    {
        var output = work.Candidate.Transform is { } transform ? transform.Apply(answer.Text, work.Case.Variables) : answer.Text;
        if (!output.IsOk)
        {
            // There is an answer, and nothing that could be checked.
            return Failed(work, "transform", output.Error.Message) with { Answer = answer, Attempts = attempts, Cached = cached };
        }

        var panel = new CellPanel(judges, work.Repeat);
        var verdict = await work.Case.Assertions.EvaluateAsync(
            new AssertionContext
            {
                Output = output.Value,
                Variables = work.Case.Variables,
                Expected = work.Case.Expected,
                Messages = messages,
                Judges = panel,
                FinishReason = answer.FinishReason,
                MeanLogProb = answer.MeanLogProb,
                ToolCallsJson = answer.ToolCallsJson,
                Tools = work.Candidate.Tools,
                LatencyMs = answer.LatencyMs,
                CostUsd = answer.Cost?.Dollars,
            },
            cancellationToken);

        // An answer without a verdict is stored as an error: it is in no rate and no mean, and its output and reasons are there to be read.
        return new CellOutcome(work, verdict.NotJudged is null ? CellState.Done : CellState.Failed)
        {
            Verdict = verdict,
            ErrorCode = verdict.NotJudged is null ? null : NotJudged,
            ErrorMessage = verdict.NotJudged is { } why ? Cut(why) : null,
            JudgeBilled = panel.Billed,
            JudgeCost = panel.Cost,
            JudgeAnswers = panel.Fresh,
            Answer = answer,
            Attempts = attempts,
            Cached = cached,
            CompletedAt = clock.GetUtcNow().UtcDateTime,
        };
    }

    public static string Cut(string message) => message.Length <= 2000 ? message : string.Create(CultureInfo.InvariantCulture, $"{message.AsSpan(0, 1990)} …");

    private CellOutcome Failed(CellWork work, string code, string message) => new(work, CellState.Failed)
    {
        ErrorCode = code,
        ErrorMessage = Cut(message),
        CompletedAt = clock.GetUtcNow().UtcDateTime,
    };
}
