using OpsConsole.Core.Ai.Monitoring;
using Polly;
using Polly.CircuitBreaker;
using Polly.Retry;
using Polly.Timeout;

namespace OpsConsole.Core.Ai.Calls;

/// <summary>The rules by which a failing provider is asked again, or left alone.</summary>
internal static class Resilience
{
    private static readonly TimeSpan FirstDelay = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromSeconds(30);

    /// <summary>How long an open circuit keeps calls away.</summary>
    public static readonly TimeSpan Break = TimeSpan.FromSeconds(15);

    /// <summary>
    /// Exponential back-off with jitter, or exactly what the provider asked for. It sits outside the waiting for a turn: a call that backs off holds no
    /// place, so it waits alone.
    /// </summary>
    public static ResiliencePipeline<Attempt> Retry(ProviderEndpoint endpoint, TimeProvider clock, Action<Attempt, int, TimeSpan> onRetry)
    {
        var builder = new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock };
        if (endpoint.MaxRetries < 1)
            return builder.Build();
        return builder.AddRetry(new RetryStrategyOptions<Attempt>
        {
            MaxRetryAttempts = endpoint.MaxRetries,
            ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result is { IsRetryable: true }),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            Delay = FirstDelay,
            MaxDelay = LongestDelay,
            DelayGenerator = static args => ValueTask.FromResult(args.Outcome.Result?.RetryAfter),
            OnRetry = args =>
            {
                onRetry(args.Outcome.Result!, args.AttemptNumber + 2, args.RetryDelay);
                return ValueTask.CompletedTask;
            },
        }).Build();
    }

    /// <summary>One attempt: its time limit, and a circuit that opens when half of at least twenty attempts within thirty seconds failed.</summary>
    public static ResiliencePipeline<Attempt> Guard(ProviderEndpoint endpoint, TimeProvider clock, CircuitBreakerStateProvider state, Action onOpened) =>
        new ResiliencePipelineBuilder<Attempt> { TimeProvider = clock }
            .AddCircuitBreaker(new CircuitBreakerStrategyOptions<Attempt>
            {
                ShouldHandle = static args => ValueTask.FromResult(args.Outcome.Result is { CountsAgainstProvider: true } || args.Outcome.Exception is TimeoutRejectedException),
                FailureRatio = 0.5,
                MinimumThroughput = 20,
                SamplingDuration = TimeSpan.FromSeconds(30),
                BreakDuration = Break,
                StateProvider = state,
                OnOpened = _ =>
                {
                    onOpened();
                    return ValueTask.CompletedTask;
                },
            })
            .AddTimeout(endpoint.Timeout)
            .Build();

    public static CircuitStatus StatusOf(CircuitBreakerStateProvider state) => state.CircuitState switch
    {
        CircuitState.Closed => CircuitStatus.Closed,
        CircuitState.HalfOpen => CircuitStatus.HalfOpen,
        CircuitState.Open or CircuitState.Isolated => CircuitStatus.Open,
        _ => throw new ArgumentOutOfRangeException(nameof(state)),
    };
}
