namespace OpsConsole.Web.Components;

/// <summary>Runs an action once the signals have paused for a while.</summary>
public sealed class Debounce : IDisposable
{
    private readonly TimeSpan _pause;
    private readonly ITimer _timer;

    public Debounce(TimeProvider clock, TimeSpan pause, Func<Task> action)
    {
        _pause = pause;
        _timer = clock.CreateTimer(_ => _ = RunAsync(action), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    public void Signal() => _timer.Change(_pause, Timeout.InfiniteTimeSpan);

    public void Dispose() => _timer.Dispose();

    private static async Task RunAsync(Func<Task> action)
    {
        try
        {
            await action();
        }
        catch (ObjectDisposedException)
        {
            // The window was closed while the action waited for its turn.
        }
    }
}
