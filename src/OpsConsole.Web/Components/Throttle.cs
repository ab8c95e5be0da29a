namespace OpsConsole.Web.Components;

/// <summary>Lets an action run at most once in an interval and never drops the last signal. Actions do not overlap.</summary>
public sealed class Throttle(TimeProvider clock, TimeSpan interval, Func<Task> action) : IDisposable
{
    private readonly Lock _gate = new();
    private ITimer? _timer;
    private bool _running;
    private bool _again;
    private bool _disposed;

    public void Signal()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            if (_running)
            {
                _again = true;
                return;
            }

            _running = true;
        }

        _ = RunAsync();
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _timer?.Dispose();
        }
    }

    private async Task RunAsync()
    {
        try
        {
            await action();
        }
        catch (ObjectDisposedException)
        {
            // The window was closed while the action waited for its turn.
        }

        lock (_gate)
        {
            if (_disposed)
                return;

            _timer?.Dispose();
            _timer = clock.CreateTimer(_ => Rest(), null, interval, Timeout.InfiniteTimeSpan);
        }
    }

    private void Rest()
    {
        lock (_gate)
        {
            _running = _again && !_disposed;
            _again = false;
            if (!_running)
                return;
        }

        _ = RunAsync();
    }
}
