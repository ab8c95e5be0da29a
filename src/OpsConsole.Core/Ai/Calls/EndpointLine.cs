using OpsConsole.Core.Ai.Limits;
using OpsConsole.Core.Ai.Monitoring;
using Polly;
using Polly.CircuitBreaker;
using Polly.Timeout;

namespace OpsConsole.Core.Ai.Calls;

/// <summary>Everything the calls to one endpoint share: the queue for a turn, the circuit, the retry rules. From outside in: retry, turn, circuit, time limit, call.</summary>
internal sealed class EndpointLine
{
    private readonly ProviderEndpoint _endpoint;
    private readonly ProviderActivity _activity;
    private readonly TimeProvider _clock;
    private readonly Turns _turns;
    private readonly ResiliencePipeline<Attempt> _retry;
    private readonly ResiliencePipeline<Attempt> _guard;
    private readonly Action<WaitingRetry, CallError> _onRetry;
    private long _openUntilTicks;

    public EndpointLine(ProviderEndpoint endpoint, ProviderActivity activity, TimeProvider clock, Action<WaitingRetry, CallError> onRetry)
    {
        (_endpoint, _activity, _clock, _onRetry) = (endpoint, activity, clock, onRetry);
        _retry = Resilience.Retry(endpoint, clock, AwaitRetry);
        _turns = new Turns(endpoint, clock);
        var circuit = new CircuitBreakerStateProvider();
        _guard = Resilience.Guard(endpoint, clock, circuit, () => Volatile.Write(ref _openUntilTicks, (clock.GetUtcNow() + Resilience.Break).UtcTicks));
        activity.ShowCircuit(() => Resilience.StatusOf(circuit));
    }

    public async Task<ModelCallResult> CallAsync(Call call, CancellationToken cancellationToken)
    {
        try
        {
            var last = await _retry.ExecuteAsync(static (state, token) => state.Line.AttemptAsync(state.Call, token), (Line: this, Call: call), cancellationToken);
            return last.Result with { Attempts = call.Attempts };
        }
        finally
        {
            _activity.EndRetry(call);
        }
    }

    /// <summary>One attempt past the queue, the limits and the circuit: what "test connection" needs.</summary>
    public ValueTask<Attempt> ProbeAsync(Call call, CancellationToken cancellationToken) => SendAsync(call, cancellationToken, cancellationToken);

    private async ValueTask<Attempt> AttemptAsync(Call call, CancellationToken cancellationToken)
    {
        _activity.EndRetry(call);
        using var turn = await TurnAsync(call, cancellationToken);
        call.Attempts++;
        Attempt attempt;
        try
        {
            attempt = await _guard.ExecuteAsync(
                static (state, token) => state.Line.SendAsync(state.Call, state.Caller, token), (Line: this, Call: call, Caller: cancellationToken), cancellationToken);
            turn.Used(attempt.Result.Usage);
        }
        catch (TimeoutRejectedException)
        {
            attempt = Attempt.Failed(new CallError("timeout", $"{_endpoint.Key} did not answer within {_endpoint.Timeout.TotalSeconds:0.###} s."), isRetryable: true);
        }
        catch (BrokenCircuitException)
        {
            turn.Unused();
            attempt = HeldBack();
        }

        // What was said already would be said twice.
        if (call.FirstText is not null)
            attempt = attempt with { IsRetryable = false };
        return attempt.IsRetryable ? attempt with { Call = call } : attempt;
    }

    private Attempt HeldBack()
    {
        var rest = TimeSpan.FromTicks(Volatile.Read(ref _openUntilTicks) - _clock.GetUtcNow().UtcTicks);
        var error = new CallError("circuit-open", $"{_endpoint.Key} failed too often; calls are held back until it has had a rest.");
        return Attempt.Failed(error, isRetryable: true, rest > TimeSpan.Zero ? rest : null);
    }

    private void AwaitRetry(Attempt failed, int next, TimeSpan delay)
    {
        var retry = new WaitingRetry(failed.Call!.Model, failed.Result.Error!.Code, next, _endpoint.MaxRetries + 1, _clock.GetUtcNow().UtcDateTime + delay);
        _activity.AwaitRetry(failed.Call, retry);
        _onRetry(retry, failed.Result.Error);
    }

    private async ValueTask<Turns.Turn> TurnAsync(Call call, CancellationToken cancellationToken)
    {
        _activity.WaitForTurn();
        try
        {
            return await _turns.WaitAsync(call.EstimatedTokens, cancellationToken);
        }
        finally
        {
            _activity.EndWait();
        }
    }

    private async ValueTask<Attempt> SendAsync(Call call, CancellationToken caller, CancellationToken cancellationToken)
    {
        _activity.Begin();
        try
        {
            return Ended(await call.SendAsync(_endpoint, cancellationToken));
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            if (caller.IsCancellationRequested)
                _activity.Abandoned();
            else
                _activity.Failed("timeout");
            throw e as OperationCanceledException ?? new OperationCanceledException(e.Message, e, cancellationToken);
        }
        catch (Exception e)
        {
            return Ended(Attempt.Failed(e, _endpoint));
        }
    }

    private Attempt Ended(Attempt attempt)
    {
        if (attempt.Result.Error is { } error)
            _activity.Failed(error.Code);
        else
            _activity.Answered(attempt.Result.Latency);
        return attempt;
    }
}
