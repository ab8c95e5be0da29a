using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Runs.Execution;

/// <summary>
/// Keeps a run under its cap: each call reserves what it may cost before it is made, and settles what it did cost.
/// A call that does not fit waits while others are in flight, because they may settle for less; when nothing is in
/// flight and it still does not fit, the run has to stop.
/// </summary>
internal sealed class SpendGuard(Money? cap, Money spent)
{
    private readonly Lock _lock = new();
    private Money _spent = spent;
    private Money _reserved;
    private TaskCompletionSource _settled = NewSignal();

    /// <summary>False when the call would exceed the cap.</summary>
    public async ValueTask<bool> ReserveAsync(Money estimate, CancellationToken cancellationToken)
    {
        if (cap is null)
        {
            return true;
        }

        while (true)
        {
            Task settled;
            lock (_lock)
            {
                if (_spent + _reserved + estimate <= cap.Value)
                {
                    _reserved += estimate;
                    return true;
                }

                if (_reserved == Money.Zero)
                {
                    return false;
                }

                settled = _settled.Task;
            }

            await settled.WaitAsync(cancellationToken);
        }
    }

    public void Settle(Money estimate, Money actual)
    {
        if (cap is null)
        {
            return;
        }

        TaskCompletionSource signal;
        lock (_lock)
        {
            _reserved -= estimate;
            _spent += actual;
            signal = _settled;
            _settled = NewSignal();
        }

        signal.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
