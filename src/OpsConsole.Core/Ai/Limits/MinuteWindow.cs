using System.Diagnostics.CodeAnalysis;

namespace OpsConsole.Core.Ai.Limits;

/// <summary>
/// Lets at most <paramref name="limit"/> units through in any sixty seconds, first come, first served. The limiters of System.Threading.RateLimiting
/// measure time by the machine's own stopwatch and take no TimeProvider; besides, what was taken here can be corrected once the real count is known.
/// </summary>
[SuppressMessage("Reliability", "CA1001", Justification = "A SemaphoreSlim holds nothing to release unless its wait handle is asked for.")]
internal sealed class MinuteWindow(int limit, TimeProvider clock)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    /// <summary>The head of the queue looks again this often, because a correction may have freed units.</summary>
    private static readonly TimeSpan Recheck = TimeSpan.FromSeconds(1);

    private readonly SemaphoreSlim _turn = new(1, 1);
    private readonly Queue<Share> _taken = new();
    private long _sum;

    /// <summary>Units taken at one moment.</summary>
    public sealed class Share(long takenAt, int units)
    {
        public long TakenAt { get; } = takenAt;

        public int Units { get; set; } = units;

        public bool HasLapsed { get; set; }
    }

    public async ValueTask<Share> TakeAsync(int units, CancellationToken cancellationToken)
    {
        await _turn.WaitAsync(cancellationToken);
        try
        {
            while (true)
            {
                if (TryTake(units, out var wait) is { } share)
                    return share;
                await Task.Delay(wait, clock, cancellationToken);
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Correct(Share share, int units)
    {
        lock (_taken)
        {
            if (!share.HasLapsed)
                _sum += units - share.Units;
            share.Units = units;
        }
    }

    private Share? TryTake(int units, out TimeSpan wait)
    {
        lock (_taken)
        {
            var now = clock.GetTimestamp();
            while (_taken.TryPeek(out var oldest) && clock.GetElapsedTime(oldest.TakenAt, now) >= Minute)
            {
                oldest.HasLapsed = true;
                _sum -= oldest.Units;
                _taken.Dequeue();
            }

            // A single call above the whole limit would never fit; it goes when nothing else is counted.
            if (_sum > 0 && _sum + units > limit)
            {
                var untilOldestLapses = Minute - clock.GetElapsedTime(_taken.Peek().TakenAt, now);
                wait = untilOldestLapses < Recheck ? untilOldestLapses : Recheck;
                return null;
            }

            wait = default;
            var share = new Share(now, units);
            _taken.Enqueue(share);
            _sum += units;
            return share;
        }
    }
}
