using OpsConsole.Core.Ai;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Usage.Model;

namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>What is asked of one reported call.</summary>
internal static class CallChecks
{
    private const double LongestMs = 24 * 60 * 60 * 1000;
    private const long MostTokens = 10_000_000;

    /// <summary>The row, as far as the report is right; its price is found later.</summary>
    public static RecordedCall RowOf(CallReport call, ItemChecks checks, DateTime now)
    {
        checks.That(call.DurationMs is >= 0 and <= LongestMs, "duration", "durationMs: 0 to 86,400,000 milliseconds are required");
        checks.That(call.TimeToFirstTokenMs is null or (>= 0 and <= LongestMs), "time-to-first-token", "timeToFirstTokenMs: 0 to 86,400,000 milliseconds");
        checks.That(call.Status is "ok" or "error", "status", "status: ok or error is required");
        var tokens = TokensOf(call.Usage, checks);
        var prompt = checks.Prompt(call.Prompt);
        return new RecordedCall
        {
            CallId = checks.Id(call.Id),
            StartedAt = checks.Time("started-at", "startedAt", call.StartedAt),
            ReceivedAt = now,
            DurationMs = call.DurationMs ?? 0,
            TimeToFirstTokenMs = call.TimeToFirstTokenMs,
            SystemKey = checks.Text("system", call.System, ModelBuilding.KeyLength),
            PromptKey = prompt?.Key,
            PromptVersion = prompt?.Version,
            Provider = checks.Text("provider", call.Provider, ModelBuilding.KeyLength),
            Model = checks.Text("model", call.Model, ModelBuilding.NameLength),
            Operation = checks.Text("operation", call.Operation, 64),
            Status = call.Status == "error" ? CallStatus.Error : CallStatus.Ok,
            ErrorType = checks.Text("errorType", call.ErrorType, 200),
            InputTokens = tokens.Input,
            CachedInputTokens = tokens.CachedInput,
            OutputTokens = tokens.Output,
            ReasoningTokens = tokens.Reasoning,
            UserHash = UserHash.Of(checks.Text("userId", call.UserId, 500)),
            SessionId = checks.Text("sessionId", call.SessionId, 200),
            TraceId = checks.Text("traceId", call.TraceId, 64),
            SpanId = checks.Text("spanId", call.SpanId, 32),
            CacheHit = call.CacheHit ?? false,
            Tags = checks.Tags(call.Tags),
        };
    }

    private static TokenUsage TokensOf(TokenReport? usage, ItemChecks checks)
    {
        long[] counts = [usage?.InputTokens ?? 0, usage?.CachedInputTokens ?? 0, usage?.OutputTokens ?? 0, usage?.ReasoningTokens ?? 0];
        if (!counts.All(count => count is >= 0 and <= MostTokens))
        {
            checks.That(false, "tokens", "usage: each count of tokens is 0 to 10,000,000");
            return TokenUsage.None;
        }

        checks.That(counts[1] <= counts[0], "tokens", "usage: cachedInputTokens are part of inputTokens and cannot be more");
        checks.That(counts[3] <= counts[2], "tokens", "usage: reasoningTokens are part of outputTokens and cannot be more");
        return new TokenUsage((int)counts[0], (int)counts[1], (int)counts[2], (int)counts[3]);
    }
}
