namespace OpsConsole.Core.Features.Usage.Ingest;

/// <summary>One model call as a service sends it. Nothing is required by its type: each item is judged alone, in words.</summary>
public sealed record CallReport
{
    public string? Id { get; init; }

    public string? StartedAt { get; init; }

    public double? DurationMs { get; init; }

    public double? TimeToFirstTokenMs { get; init; }

    public string? System { get; init; }

    public PromptReport? Prompt { get; init; }

    public string? Provider { get; init; }

    public string? Model { get; init; }

    public string? Operation { get; init; }

    public string? Status { get; init; }

    public string? ErrorType { get; init; }

    public TokenReport? Usage { get; init; }

    public string? UserId { get; init; }

    public string? SessionId { get; init; }

    public string? TraceId { get; init; }

    public string? SpanId { get; init; }

    public bool? CacheHit { get; init; }

    public IReadOnlyList<string?>? Tags { get; init; }
}

/// <param name="CachedInputTokens">Part of the input.</param>
/// <param name="ReasoningTokens">Part of the output.</param>
public sealed record TokenReport(long? InputTokens, long? CachedInputTokens, long? OutputTokens, long? ReasoningTokens);
