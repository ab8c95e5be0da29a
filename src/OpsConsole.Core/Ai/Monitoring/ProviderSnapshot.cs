namespace OpsConsole.Core.Ai.Monitoring;

/// <summary>Whether calls are let through: <c>HalfOpen</c> lets one through to see whether the provider is back.</summary>
public enum CircuitStatus
{
    Closed,
    HalfOpen,
    Open,
}

/// <summary>A call that failed and will be tried again.</summary>
/// <param name="Reason">The code of <see cref="CallError"/>.</param>
/// <param name="Attempt">The attempt that is to come, 2 or more.</param>
/// <param name="Of">Attempts at most.</param>
public sealed record WaitingRetry(string Model, string Reason, int Attempt, int Of, DateTime DueUtc);

/// <summary>How a provider is doing as this process sees it. Calls are counted by attempt, because each one reaches the provider.</summary>
/// <param name="WaitingForTurn">Calls held back by concurrency or by the limits a minute.</param>
/// <param name="P95Latency">Of the last 512 answers; null before the first.</param>
public sealed record ProviderSnapshot(
    string Endpoint,
    int InFlight,
    int WaitingForTurn,
    int CallsLastMinute,
    IReadOnlyDictionary<string, int> ErrorsLast15Minutes,
    TimeSpan? P95Latency,
    CircuitStatus Circuit,
    IReadOnlyList<WaitingRetry> WaitingRetries);
