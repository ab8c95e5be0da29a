using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Trends;

/// <summary>One run's figure in a series.</summary>
/// <param name="Interval">95 %; null where the figure has none.</param>
/// <param name="Cases">What it is computed from.</param>
public sealed record TrendPoint(int RunId, DateTime At, double Value, Estimate? Interval, int Cases)
{
    public string RunKey => Run.KeyOf(RunId);

    /// <summary>From half the width of the interval: so a rate of 18 in 18 is not taken for certain.</summary>
    internal double? StandardError => Interval is { } interval ? (interval.High - interval.Low) / (2 * Normal.TwoSided(0.95)) : null;
}

/// <summary>A place where a series left its level.</summary>
/// <param name="Causes">What changed with that run or the one before it, the likeliest first; empty where nothing is on record.</param>
/// <param name="Words">As in "Fell by 6.1 points with RUN-0398 (dataset v4)".</param>
public sealed record TrendShift(LevelChange Change, TrendPoint Point, bool IsBetter, IReadOnlyList<TrendMark> Causes, string Words);

/// <summary>One measure of one candidate, or of what a label pointed at, over the runs of a benchmark, oldest first.</summary>
/// <param name="Slot">Position of the candidate in its newest run: its colour.</param>
/// <param name="Missing">Runs that have no such figure.</param>
/// <param name="Needed">How many figures a search for changes needs.</param>
public sealed record TrendSeries(
    string Name, int Slot, TrendMeasure Measure, string? Metric, IReadOnlyList<TrendPoint> Points, int Missing, IReadOnlyList<TrendMark> Marks,
    IReadOnlyList<TrendShift> Shifts, int Needed)
{
    public bool TooFew => Points.Count < Needed;
}
