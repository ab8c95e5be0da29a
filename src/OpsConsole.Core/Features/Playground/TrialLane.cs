using System.Text;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Playground.Model;

namespace OpsConsole.Core.Features.Playground;

/// <summary>One answer while it comes: written by the call, read by the page.</summary>
public sealed class TrialLane : IDisposable
{
    private readonly Lock _gate = new();
    private readonly StringBuilder _text = new();
    private readonly CancellationTokenSource _stop = new();
    private readonly TrialBoard _board;
    private long _started;
    private TimeSpan? _first;
    private Ending? _ending;

    internal TrialLane(TrialBoard board, int position) => (_board, Position) = (board, position);

    /// <summary>How it ended.</summary>
    public sealed record Ending(
        PlaygroundAnswerState State, CallError? Error, TimeSpan? TimeToFirstToken, TimeSpan Latency, TokenUsage Usage, Money? Cost, string? ModelReturned);

    /// <summary>One moment of it. <c>Ended</c> is null while the answer is under way.</summary>
    public sealed record Snapshot(string Text, TimeSpan? TimeToFirstToken, TimeSpan Elapsed, Ending? Ended);

    /// <summary>0, 1, 2 … as shown.</summary>
    public int Position { get; }

    public bool HasEnded
    {
        get
        {
            lock (_gate)
                return _ending is not null;
        }
    }

    internal CancellationToken Stopped => _stop.Token;

    public Snapshot Read()
    {
        lock (_gate)
        {
            var elapsed = _started == 0 ? TimeSpan.Zero : _board.Clock.GetElapsedTime(_started);
            return new Snapshot(_text.ToString(), _ending?.TimeToFirstToken ?? _first, _ending?.Latency ?? elapsed, _ending);
        }
    }

    /// <summary>Ends the call; what has arrived stays.</summary>
    public void Stop()
    {
        lock (_gate)
        {
            if (_ending is not null)
                return;
        }

        _stop.Cancel();
    }

    public void Dispose() => _stop.Dispose();

    internal void Start()
    {
        lock (_gate)
            _started = _board.Clock.GetTimestamp();
        _board.Tell();
    }

    internal void Receive(string text)
    {
        lock (_gate)
        {
            _first ??= _board.Clock.GetElapsedTime(_started);
            _text.Append(text);
        }

        _board.Tell();
    }

    internal void End(Ending ending)
    {
        lock (_gate)
            _ending = ending;
        _board.Tell();
    }
}
