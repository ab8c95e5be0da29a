namespace OpsConsole.Core.Ai.Http;

/// <summary>The one exception for a call that came to nothing, whichever SDK it went through; caught inside the gateway, never seen by its callers.</summary>
internal sealed class ProviderFault(CallError error, bool isRetryable = false, TimeSpan? retryAfter = null) : Exception(error.Message)
{
    public CallError Error { get; } = error;

    public bool IsRetryable { get; } = isRetryable;

    /// <summary>How long the provider asked to be left alone.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
