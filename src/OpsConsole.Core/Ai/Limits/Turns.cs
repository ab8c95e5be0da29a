using System.Diagnostics.CodeAnalysis;

namespace OpsConsole.Core.Ai.Limits;

/// <summary>Who may call an endpoint next: calls in flight, requests a minute, tokens a minute.</summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A SemaphoreSlim holds nothing to release unless its wait handle is asked for.")]
internal sealed class Turns(ProviderEndpoint endpoint, TimeProvider clock)
{
    private readonly SemaphoreSlim _slots = new(Math.Max(1, endpoint.MaxConcurrency));
    private readonly MinuteWindow? _requests = endpoint.RequestsPerMinute is { } limit ? new(limit, clock) : null;
    private readonly MinuteWindow? _tokens = endpoint.TokensPerMinute is { } limit ? new(limit, clock) : null;

    public async ValueTask<Turn> WaitAsync(int estimatedTokens, CancellationToken cancellationToken)
    {
        await _slots.WaitAsync(cancellationToken);
        MinuteWindow.Share? request = null;
        try
        {
            request = _requests is null ? null : await _requests.TakeAsync(1, cancellationToken);
            var tokens = _tokens is null ? null : await _tokens.TakeAsync(estimatedTokens, cancellationToken);
            return new Turn(this, request, tokens);
        }
        catch
        {
            if (request is not null)
                _requests!.Correct(request, 0);
            _slots.Release();
            throw;
        }
    }

    /// <summary>A place in flight; disposing it lets the next call go.</summary>
    public readonly struct Turn(Turns turns, MinuteWindow.Share? request, MinuteWindow.Share? tokens) : IDisposable
    {
        /// <summary>Books what the call really used instead of the estimate.</summary>
        public void Used(TokenUsage usage)
        {
            if (tokens is not null)
                turns._tokens!.Correct(tokens, usage.Input + usage.Output);
        }

        /// <summary>Gives everything back: no request went out.</summary>
        public void Unused()
        {
            if (request is not null)
                turns._requests!.Correct(request, 0);
            Used(TokenUsage.None);
        }

        public void Dispose() => turns._slots.Release();
    }
}
