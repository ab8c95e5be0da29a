using System.Collections.Concurrent;
using OpsConsole.Core.Features.Runs.Execution;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs;

/// <summary>One of the latest results of a run in progress.</summary>
public sealed record RecentResult(
    DateTime At, int CasePosition, string CaseKey, int CandidatePosition, bool? Pass, double? Score, int InputTokens, int OutputTokens, double? LatencyMs, decimal? CostUsd, string? ErrorCode, string? ErrorMessage);

/// <summary>Where a run in progress stands, beyond what is stored.</summary>
/// <param name="RatePerMinute">Results stored in the last 60 seconds.</param>
/// <param name="Rates">Results a minute in each of the last thirty 2-second slots, oldest first.</param>
public sealed record RunPulse(int RatePerMinute, double PeakPerMinute, IReadOnlyList<double> Rates, TimeSpan? Left, IReadOnlyList<RecentResult> Recent, IReadOnlyList<RecentResult> Errors);

/// <summary>Follows the runs that this process executes, for live pages. The truth is in the database; this only knows the pace.</summary>
public sealed class RunMonitor(TimeProvider clock)
{
    private readonly ConcurrentDictionary<int, RunTrace> _traces = new();

    /// <summary>Null when this process does not execute the run.</summary>
    public RunPulse? Find(int runId, int cellsLeft) => _traces.TryGetValue(runId, out var trace) ? trace.Pulse(cellsLeft) : null;

    internal RunTrace Start(int runId) => _traces[runId] = new RunTrace(clock);

    internal void End(int runId) => _traces.TryRemove(runId, out _);

    internal sealed class RunTrace(TimeProvider clock)
    {
        private const int Slots = 30;
        private const int SlotSeconds = 2;
        private const int Kept = 40;

        private readonly Lock _lock = new();
        private readonly long[] _slots = new long[Slots];
        private readonly long _started = clock.GetTimestamp();
        private readonly Queue<RecentResult> _recent = new();
        private readonly Queue<RecentResult> _errors = new();
        private long _slot;
        private double _peak;

        public void Record(IReadOnlyList<CellOutcome> outcomes)
        {
            lock (_lock)
            {
                Advance();
                _slots[_slot % Slots] += outcomes.Count;
                foreach (var outcome in outcomes)
                {
                    var result = ResultOf(outcome);
                    Push(_recent, result);
                    if (outcome.State == CellState.Failed)
                    {
                        Push(_errors, result);
                    }
                }
            }
        }

        public RunPulse Pulse(int cellsLeft)
        {
            lock (_lock)
            {
                Advance();
                var seconds = Math.Min(clock.GetElapsedTime(_started).TotalSeconds, Slots * SlotSeconds);
                var stored = _slots.Sum();
                var perMinute = seconds < 1 ? 0 : stored * 60 / seconds;
                _peak = Math.Max(_peak, perMinute);
                return new RunPulse(
                    (int)perMinute,
                    _peak,
                    [.. Enumerable.Range(1, Slots).Select(i => _slots[(_slot + i) % Slots] * 60.0 / SlotSeconds)],
                    perMinute == 0 ? null : TimeSpan.FromMinutes(cellsLeft / perMinute),
                    [.. _recent.Reverse()],
                    [.. _errors.Reverse()]);
            }
        }

        private void Advance()
        {
            var now = (long)clock.GetElapsedTime(_started).TotalSeconds / SlotSeconds;
            for (var slot = Math.Max(_slot + 1, now - Slots + 1); slot <= now; slot++)
            {
                _slots[slot % Slots] = 0;
            }

            _slot = Math.Max(_slot, now);
        }

        private static void Push(Queue<RecentResult> queue, RecentResult result)
        {
            queue.Enqueue(result);
            if (queue.Count > Kept)
            {
                queue.Dequeue();
            }
        }

        private static RecentResult ResultOf(CellOutcome outcome) => new(
            outcome.CompletedAt,
            outcome.Work.Case.Position,
            outcome.Work.Case.Key,
            outcome.Work.Candidate.Position,
            outcome.Verdict?.Pass,
            outcome.Verdict?.Score,
            outcome.Answer?.InputTokens ?? 0,
            outcome.Answer?.OutputTokens ?? 0,
            outcome.Answer?.LatencyMs,
            outcome.Answer?.Cost?.Dollars,
            outcome.ErrorCode,
            outcome.ErrorMessage);
    }
}
