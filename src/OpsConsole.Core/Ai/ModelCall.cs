namespace OpsConsole.Core.Ai;

/// <summary>One rendered message: <c>system</c>, <c>user</c> or <c>assistant</c>.</summary>
public sealed record ChatTurn(string Role, string Content);

/// <summary>Tokens of one call. Input includes the cached part, output includes the reasoning part, as providers report them.</summary>
public sealed record TokenUsage(int Input, int CachedInput, int Output, int Reasoning)
{
    public static TokenUsage None { get; } = new(0, 0, 0, 0);
}

/// <summary>Why a call came to nothing. The code is stable, the message is for people and never holds a secret.</summary>
/// <param name="Code">
/// <c>auth</c>, <c>rate-limit</c>, <c>server</c>, <c>timeout</c>, <c>connection</c>, <c>cut-off</c>, <c>bad-response</c>, <c>bad-request</c>,
/// <c>not-found</c>, <c>circuit-open</c>, <c>secret-missing</c>, <c>unsupported</c>.
/// </param>
public sealed record CallError(string Code, string Message, int? HttpStatus = null);

/// <summary>The outcome of one call, after all attempts: a text or an error, never both.</summary>
public sealed record ModelCallResult
{
    public string? Text { get; init; }

    public CallError? Error { get; init; }

    public string? FinishReason { get; init; }

    /// <summary>The tools that the model asked for, a JSON list in OpenAI's form; null when it asked for none.</summary>
    public string? ToolCallsJson { get; init; }

    /// <summary>The mean natural logarithm of the probabilities of the answer's tokens; null when they were not asked for or not reported.</summary>
    public double? MeanLogProb { get; init; }

    /// <summary>The model id as the provider returned it.</summary>
    public string? ModelReturned { get; init; }

    public TokenUsage Usage { get; init; } = TokenUsage.None;

    /// <summary>Of the attempt that answered, waiting for a turn not counted.</summary>
    public TimeSpan Latency { get; init; }

    /// <summary>Of a streamed answer, from the start of the attempt that answered to its first text; null where none came.</summary>
    public TimeSpan? TimeToFirstToken { get; init; }

    public int Attempts { get; init; } = 1;
}
