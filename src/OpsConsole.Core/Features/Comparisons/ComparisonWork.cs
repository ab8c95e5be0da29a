using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>
/// Computes a comparison in three steps, each a whole report that says more than the one before: what can be counted, then the bootstrap intervals, then the
/// tests with their correction and the verdicts. The first is there at once; the others are worked on by threads of the pool, on all cores.
/// </summary>
internal sealed class ComparisonWork
{
    private const int MostSlices = 40;

    private readonly ComparisonFrame _frame;
    private readonly int _baseline;
    private readonly bool _same;
    private readonly PairedValues?[] _passes;
    private readonly PairedValues?[] _scores;
    private readonly PairedValues?[] _againstBest;
    private readonly IReadOnlyList<Slice> _slices;
    private readonly Lazy<Task> _completed;
    private volatile ComparisonReport _report;

    public ComparisonWork(ComparisonFrame frame, DateTime at)
    {
        _frame = frame;
        _baseline = frame.Candidates.ToList().FindIndex(candidate => candidate.Id == frame.Baseline);
        _completed = new Lazy<Task>(() => Task.Run(Complete));
        var columns = frame.Columns;
        _same = columns.Passes.Zip(columns.Scores).All(pair => pair.First.Zip(pair.Second).All(IsSame));
        var counted = frame.Counted();
        var best = RoutingRule.Best(counted);
        Best = best?.Id;
        _passes = Pairs(columns.Passes, _baseline);
        _scores = _same ? _passes : Pairs(columns.Scores, _baseline);
        _againstBest = best is null ? new PairedValues?[counted.Count] : best.Id == frame.Baseline ? _passes : Pairs(columns.Passes, counted.ToList().IndexOf(best));
        _slices =
        [
            .. columns.Cases.Index().SelectMany(entry => entry.Item.Tags.Distinct().Select(tag => (Tag: tag, entry.Index)))
                .GroupBy(entry => entry.Tag, entry => entry.Index)
                .OrderByDescending(group => group.Count()).ThenBy(group => group.Key, StringComparer.Ordinal)
                .Take(MostSlices)
                .Select(group => new Slice(group.Key, [.. group], Pairs(columns.Passes, _baseline, [.. group]))),
        ];
        _report = new ComparisonReport(
            at, frame.SystemKey, frame.SystemName, "", frame.Runs, RoutingRule.MarkDominated(WithDifferences(counted, null)), frame.Baseline, frame.Pairing,
            new CaseCounts(0, 0, 0, 0, 0, 0), _same, Sliced(), null, frame.NotesWith(counted), columns.Cases, IsComplete: false);
        _report = _report with { Counts = new CaseRows(_report).Counts };
    }

    /// <summary>What is known by now.</summary>
    public ComparisonReport Report => _report;

    /// <summary>Ends when the last step is done; begun by the first who asks.</summary>
    public Task Completed => _completed.Value;

    public long Weight => (long)(_frame.Columns.Cases.Count + 1) * _frame.Candidates.Count;

    /// <summary>A step is done. Handlers must be quick and must not throw.</summary>
    public event Action? Advanced;

    /// <summary>The candidate that a route is measured against.</summary>
    public string? Best { get; }

    /// <summary>Each candidate's pass rate against the best's, and over how many cases; null for the best itself, and where nothing pairs.</summary>
    public IReadOnlyList<(PartialEstimate? Difference, int Cases)> AgainstBest => [.. _againstBest.Select(pair => (pair?.Estimate, pair?.Cases ?? 0))];

    private void Complete()
    {
        if (_frame.Pairing.Compared >= 2)
        {
            var means = Bootstrap();
            Step(_report with { Candidates = WithDifferences(WithMeans(means), null), Slices = Sliced() });
            Step(_report with { Candidates = WithDifferences(_report.Candidates, Tested()) });
        }

        Step(_report with { IsComplete = true });
    }

    // Scores are stored with four decimals, shares of passes are not.
    private static bool IsSame((double Pass, double Score) one) => one.Pass.Equals(one.Score) || Math.Abs(one.Pass - one.Score) <= 0.000_051;

    private void Step(ComparisonReport report)
    {
        _report = report;
        Advanced?.Invoke();
    }

    /// <summary>All intervals that need resampling, in one go; returns those of the mean scores.</summary>
    private IReadOnlyList<Interval?> Bootstrap()
    {
        var scores = _frame.Columns.Scores.Select(ComparisonFrame.Known).ToList();
        var pairs = _passes.Concat(_scores).Concat(_againstBest).Concat(_slices.SelectMany(slice => slice.Pairs))
            .OfType<PairedValues>().Distinct().Where(pair => pair.NeedsBootstrap).ToList();
        var intervals = BootstrapMeans.Of([.. scores, .. pairs.Select(pair => pair.Differences())]);
        foreach (var (pair, interval) in pairs.Zip(intervals.Skip(scores.Count)))
        {
            pair.Interval = interval is { } drawn && drawn.Low.Equals(drawn.High) ? EqualDifferences.Interval(pair.Cases, drawn.Low, ComparisonRule.Default.Confidence) : interval;
        }

        return [.. intervals.Take(scores.Count)];
    }

    /// <summary>The comparisons, corrected together over candidates and measures; by pair.</summary>
    private Dictionary<PairedValues, Comparison> Tested()
    {
        var pairs = (_same ? _passes : _passes.Concat(_scores)).OfType<PairedValues>().Where(pair => pair.Cases >= 2).ToArray();
        var compared = new Comparison[pairs.Length];
        Parallel.For(0, pairs.Length, i => compared[i] = pairs[i].Compare());
        return pairs.Zip(Comparison.AdjustTogether(compared)).ToDictionary(entry => entry.First, entry => entry.Second);
    }

    private IReadOnlyList<ComparedCandidate> WithMeans(IReadOnlyList<Interval?> means) =>
    [
        .. _report.Candidates.Zip(means, (candidate, interval) => candidate.MeanScore is { } mean
            ? candidate with { MeanScore = mean with { Low = interval?.Low, High = interval?.High } }
            : candidate),
    ];

    private IReadOnlyList<ComparedCandidate> WithDifferences(IReadOnlyList<ComparedCandidate> candidates, Dictionary<PairedValues, Comparison>? tested) =>
    [
        .. candidates.Select((candidate, column) => candidate with { Pass = Described(_passes[column], tested), Score = Described(_scores[column], tested) }),
    ];

    private static ComparedDifference? Described(PairedValues? pair, Dictionary<PairedValues, Comparison>? tested) =>
        pair is { Cases: >= 2 } ? pair.Describe(tested?.GetValueOrDefault(pair)) : null;

    private IReadOnlyList<ComparedSlice> Sliced() =>
    [
        .. _slices.Select(slice => new ComparedSlice(slice.Tag, slice.Rows.Length, [.. slice.Pairs.Select((pair, column) => new SliceFigure(RateOf(slice.Rows, column), pair?.Estimate))])),
    ];

    private Runs.Model.Estimate? RateOf(int[] rows, int column)
    {
        var passes = rows.Select(row => _frame.Columns.Passes[column][row]).Where(pass => !double.IsNaN(pass)).ToArray();
        if (passes.Length == 0)
        {
            return null;
        }

        var interval = Wilson.Interval(passes.Sum(), passes.Length);
        return new Runs.Model.Estimate(passes.Average(), interval.Low, interval.High);
    }

    private static PairedValues?[] Pairs(IReadOnlyList<double[]> columns, int baseline, int[]? rows = null) =>
        [.. columns.Select((column, index) => index == baseline ? null : PairedValues.Of(columns[baseline], column, rows))];

    private sealed record Slice(string Tag, int[] Rows, PairedValues?[] Pairs);
}
