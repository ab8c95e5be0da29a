using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>
/// Knows whether labels have moved. On this node it is told; of other nodes it learns by reading the newest moves when requests come, at most every two seconds.
/// Nothing is asked while nobody asks. A database that does not answer is left alone for two seconds before the next try.
/// </summary>
internal sealed class LabelWatch : IDisposable
{
    private static readonly TimeSpan AskAfter = TimeSpan.FromSeconds(2);

    /// <summary>Past this age nothing is served before it was asked.</summary>
    private static readonly TimeSpan TrustFor = TimeSpan.FromSeconds(4);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly ServedReader _reader;
    private readonly TimeProvider _clock;
    private readonly Action<IReadOnlySet<int>?> _moved;
    private readonly IDisposable _subscription;
    private readonly Lock _lock = new();
    private HashSet<int> _seen = [];
    private Task? _asking;
    private long _askedAt;
    private long _failedAt;
    private volatile bool _isAway;

    // Counts what this node was told. The moves that are known are those of the count from before they were read.
    private int _told;
    private int _known = -1;
    private int _toldWhenFailed;

    /// <param name="moved">Called with the prompts whose labels have moved; null for all of them.</param>
    public LabelWatch(ServedReader reader, ChangeFeed changes, TimeProvider clock, Action<IReadOnlySet<int>?> moved)
    {
        (_reader, _clock, _moved, _askedAt) = (reader, clock, moved, clock.GetTimestamp());
        _subscription = changes.Subscribe(ChangeFeed.Labels, () => Interlocked.Increment(ref _told));
    }

    public bool IsAway => _isAway;

    /// <summary>Since the database last told what is to be served.</summary>
    public TimeSpan Age => _clock.GetElapsedTime(Interlocked.Read(ref _askedAt));

    /// <summary>True where memory may be served without waiting; asks in the background when it is time to.</summary>
    public bool IsCurrent()
    {
        if (_isAway || Volatile.Read(ref _known) != Volatile.Read(ref _told) || Age is var age && age >= TrustFor)
            return false;
        if (age >= AskAfter)
            _ = AskAsync();
        return true;
    }

    /// <summary>Comes back when the moves until now are known, or the database is away.</summary>
    public async Task CatchUpAsync(CancellationToken cancellationToken)
    {
        while (!IsCurrent() && !IsLeftAlone)
        {
            try
            {
                await AskAsync().WaitAsync(Patience, _clock, cancellationToken);
            }
            catch (TimeoutException)
            {
                Fail();
            }
        }
    }

    public void Fail()
    {
        Volatile.Write(ref _toldWhenFailed, Volatile.Read(ref _told));
        Interlocked.Exchange(ref _failedAt, _clock.GetTimestamp());
        _isAway = true;
    }

    public void Dispose() => _subscription.Dispose();

    // Whoever has moved a label since has found the database back.
    private bool IsLeftAlone =>
        _isAway && Volatile.Read(ref _told) == Volatile.Read(ref _toldWhenFailed) && _clock.GetElapsedTime(Interlocked.Read(ref _failedAt)) < AskAfter;

    /// <summary>One question at a time: who comes while it is asked waits for the same answer.</summary>
    private Task AskAsync()
    {
        lock (_lock)
        {
            return _asking is { IsCompleted: false } asking ? asking : _asking = Task.Run(ReadAsync);
        }
    }

    private async Task ReadAsync()
    {
        var (started, told) = (_clock.GetTimestamp(), Volatile.Read(ref _told));
        try
        {
            var moves = await _reader.MovesAsync(CancellationToken.None);
            var unseen = moves.Where(move => !_seen.Contains(move.Id)).ToList();

            // Moves may become visible out of their order, so all recent ones are compared and not only the highest.
            _seen = [.. moves.Select(move => move.Id)];
            if (unseen.Count > 0)
                _moved(unseen.Count == ServedReader.RecentMoves ? null : unseen.Select(move => move.PromptId).ToHashSet());
            Interlocked.Exchange(ref _askedAt, started);
            Volatile.Write(ref _known, told);
            _isAway = false;
        }
        catch (Exception fault) when (DatabaseAway.Is(fault))
        {
            Fail();
        }
    }
}
