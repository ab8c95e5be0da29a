namespace OpsConsole.Core.Ai.Monitoring;

/// <summary>What the calls to one endpoint are doing; written by the calls, read by the page.</summary>
internal sealed class ProviderActivity(string endpointKey, TimeProvider clock)
{
    private const int KeptLatencies = 512;

    private readonly Lock _gate = new();
    private readonly TimeBuckets<Count> _calls = new(60, TimeSpan.FromSeconds(1), clock);
    private readonly TimeBuckets<Dictionary<string, int>> _errors = new(15, TimeSpan.FromMinutes(1), clock);
    private readonly long[] _latencies = new long[KeptLatencies];
    private readonly Dictionary<object, WaitingRetry> _retries = [];
    private Func<CircuitStatus> _circuit = static () => CircuitStatus.Closed;
    private long _answers;
    private int _inFlight;
    private int _waiting;

    private sealed class Count
    {
        public int Value;
    }

    /// <summary>The circuit of the endpoint's newest settings is the one that is shown.</summary>
    public void ShowCircuit(Func<CircuitStatus> circuit) => _circuit = circuit;

    public void WaitForTurn() => Interlocked.Increment(ref _waiting);

    public void EndWait() => Interlocked.Decrement(ref _waiting);

    public void Begin()
    {
        lock (_gate)
        {
            _inFlight++;
            _calls.Current.Value++;
        }
    }

    public void Answered(TimeSpan latency)
    {
        lock (_gate)
        {
            _inFlight--;
            _latencies[_answers++ % KeptLatencies] = latency.Ticks;
        }
    }

    public void Failed(string code)
    {
        lock (_gate)
        {
            _inFlight--;
            var errors = _errors.Current;
            errors[code] = errors.GetValueOrDefault(code) + 1;
        }
    }

    /// <summary>The caller gave up: neither an answer nor the provider's fault.</summary>
    public void Abandoned()
    {
        lock (_gate)
            _inFlight--;
    }

    public void AwaitRetry(object call, WaitingRetry retry)
    {
        lock (_gate)
            _retries[call] = retry;
    }

    public void EndRetry(object call)
    {
        lock (_gate)
            _retries.Remove(call);
    }

    public ProviderSnapshot Snapshot()
    {
        lock (_gate)
        {
            var errors = _errors.Recent.SelectMany(minute => minute).GroupBy(error => error.Key).ToDictionary(group => group.Key, group => group.Sum(error => error.Value));
            return new ProviderSnapshot(
                endpointKey, _inFlight, Volatile.Read(ref _waiting), _calls.Recent.Sum(second => second.Value), errors, P95(), _circuit(), [.. _retries.Values.OrderBy(retry => retry.DueUtc)]);
        }
    }

    private TimeSpan? P95()
    {
        if (_answers == 0)
            return null;
        var kept = _latencies[..(int)Math.Min(_answers, KeptLatencies)];
        Array.Sort(kept);
        // Nearest rank: the smallest value that at least 95 % do not exceed.
        return TimeSpan.FromTicks(kept[(int)Math.Ceiling(0.95 * kept.Length) - 1]);
    }
}
