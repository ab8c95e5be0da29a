using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Trends;

/// <summary>A candidate followed over runs: which row stands for it in each, if any.</summary>
/// <param name="Label">What the candidate is followed by, when it is a label and not a name.</param>
internal sealed record TrendPath(string Name, int Slot, string? Label, IReadOnlyList<(TrendRun Run, TrendCandidate? Candidate)> Steps);

/// <summary>Follows candidates over the runs of one benchmark and finds where their figures left their level.</summary>
internal static class TrendBuilder
{
    /// <summary>Each candidate by its name, in the order of the newest run.</summary>
    public static IReadOnlyList<TrendPath> ByName(TrendHistory history, IReadOnlyList<TrendRun> runs) =>
    [
        .. runs.Reverse().SelectMany(history.CandidatesOf).DistinctBy(candidate => candidate.Name)
            .Select(newest => new TrendPath(
                newest.Name, newest.Position, null, [.. runs.Select(run => (run, history.CandidatesOf(run).FirstOrDefault(row => row.Name == newest.Name)))])),
    ];

    /// <summary>For each model the candidate with the version that the label pointed at when the run was made.</summary>
    public static IReadOnlyList<TrendPath> ByLabel(TrendHistory history, IReadOnlyList<TrendRun> runs, string label) =>
    [
        .. runs.Reverse().SelectMany(run => At(history, run, label)).DistinctBy(candidate => candidate.ModelId)
            .Select(newest => new TrendPath(
                $"{label} · {newest.ModelKey}", newest.Position, label,
                [.. runs.Select(run => (run, At(history, run, label).FirstOrDefault(row => row.ModelId == newest.ModelId)))])),
    ];

    /// <summary>What matters most of a benchmark: the version in production, or its baseline while nothing is.</summary>
    public static TrendPath? Primary(TrendHistory history, IReadOnlyList<TrendRun> runs)
    {
        var newest = runs[^1];
        if (At(history, newest, PromptLabel.Production).FirstOrDefault() is { } live)
            return ByLabel(history, runs, PromptLabel.Production).First(path => path.Slot == live.Position);
        var chosen = history.CandidatesOf(newest).OrderByDescending(row => row.IsBaseline).ThenBy(row => row.Position).FirstOrDefault();
        return chosen is null ? null : ByName(history, runs).First(path => path.Name == chosen.Name);
    }

    public static TrendSeries Build(TrendHistory history, TrendPath path, TrendMeasure measure, string? metric)
    {
        var steps = path.Steps
            .Where(step => step.Candidate?.Summary is not null)
            .Select(step => (step.Run, Candidate: step.Candidate!, Point: PointOf(step.Run, step.Candidate!.Summary!, measure, metric)))
            .Where(step => step.Point is not null)
            .ToList();
        List<TrendPoint> points = [.. steps.Select(step => step.Point!)];
        List<TrendMark> marks = [.. steps.Zip(steps.Skip(1)).SelectMany(pair => TrendMarks.Between(history, (pair.First.Run, pair.First.Candidate), (pair.Second.Run, pair.Second.Candidate), path.Label))];

        // A label that moved elsewhere has no part in the figures of a candidate that is followed by its name.
        List<TrendMark> suspects = path.Label is null ? marks.FindAll(mark => mark.Kind != TrendMarkKind.Label) : marks;
        var search = LevelChanges.Find(points.ConvertAll(point => new SeriesPoint(point.Value, point.StandardError)));
        return new TrendSeries(
            path.Name, path.Slot, measure, metric, points, path.Steps.Count - points.Count, marks,
            [.. search.Changes.Select(change => ShiftOf(measure, change, points, suspects))], search.Needed);
    }

    private static TrendShift ShiftOf(TrendMeasure measure, LevelChange change, List<TrendPoint> points, List<TrendMark> marks)
    {
        var point = points[change.At];
        var causes = TrendCauses.Of(measure, marks, point.RunId, points[change.At - 1].RunId);
        return new TrendShift(change, point, TrendMeasures.IsBetter(measure, change.Size), causes, TrendWords.Shift(measure, change, point.RunKey, causes));
    }

    private static IEnumerable<TrendCandidate> At(TrendHistory history, TrendRun run, string label)
    {
        var candidates = history.CandidatesOf(run).OrderByDescending(row => row.IsBaseline).ThenBy(row => row.Position).ToList();
        return label == PromptLabel.Latest
            ? candidates.Where(row => row.PromptNumber == candidates.Where(other => other.PromptKey == row.PromptKey).Max(other => other.PromptNumber))
            : candidates.Where(row => row.PromptNumber == history.VersionAt(row.PromptKey, label, run.At));
    }

    private static TrendPoint? PointOf(TrendRun run, CandidateSummary summary, TrendMeasure measure, string? metric)
    {
        var (value, interval, cases) = measure switch
        {
            TrendMeasure.PassRate => (summary.PassRate?.Value, summary.PassRate, summary.Cases),
            TrendMeasure.MeanScore => (summary.MeanScore?.Value, summary.MeanScore, summary.Cases),
            TrendMeasure.Metric => summary.Metrics.FirstOrDefault(row => row.Name == metric) is { } found ? (found.Mean, found.Interval, found.Cases) : (null, null, 0),
            TrendMeasure.LatencyP50 => (summary.LatencyP50, null, summary.Cases),
            TrendMeasure.LatencyP95 => (summary.LatencyP95, null, summary.Cases),
            TrendMeasure.CostPer1000 => ((double?)summary.CostPer1000Usd, null, summary.Cases),
        };
        return value is { } figure && double.IsFinite(figure) ? new TrendPoint(run.Id, run.At, figure, interval, cases) : null;
    }
}
