using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Runs.Execution;

internal sealed record TallyCase(int Id, int Position, string Key, string Title, IReadOnlyList<string> Tags);

internal sealed record TallyCell(
    int CasePosition, int CandidateId, CellState State, bool? Pass, double? Score, double? LatencyMs, Money? Cost, string? AssertionsJson, string? ModelReturned = null);

/// <summary>
/// Adds up the cells of a finished run, case by case: one matrix row a case, and for each candidate what its figures
/// are computed from. Repeats of a case are averaged before anything else; an error is no zero, it is no value.
/// </summary>
internal sealed class RunTally
{
    private readonly List<CandidateTally> _candidates;
    private readonly Dictionary<int, int> _positions;
    private readonly int _baseline;

    public RunTally(IReadOnlyList<RunCandidate> candidates, int repeats, int caseCount)
    {
        _candidates = [.. candidates.Select(candidate => new CandidateTally(candidate, repeats, caseCount))];
        _positions = candidates.Index().ToDictionary(entry => entry.Item.Id, entry => entry.Index);
        _baseline = _candidates.FindIndex(candidate => candidate.IsBaseline);
    }

    public RunCase Add(int runId, TallyCase entry, IEnumerable<TallyCell> cells)
    {
        var byCandidate = cells.ToLookup(cell => _positions[cell.CandidateId]);
        var outcomes = _candidates.Select((candidate, position) => candidate.Add(entry.Position, [.. byCandidate[position]])).ToList();
        var shown = outcomes.Where(outcome => outcome.Outcome != CaseOutcome.Missing).ToList();
        return new RunCase
        {
            RunId = runId,
            Position = entry.Position,
            CaseId = entry.Id,
            CaseKey = entry.Key,
            Title = entry.Title,
            Tags = entry.Tags,
            AnyFailure = shown.Exists(outcome => outcome.Outcome is CaseOutcome.Fail or CaseOutcome.Unstable),
            AnyError = byCandidate.Any(group => group.Any(cell => cell.State == CellState.Failed)),
            Differing = shown.Select(outcome => outcome.Outcome).Distinct().Count() > 1,
            Flipped = _baseline >= 0 && outcomes.Exists(outcome => IsFlip(outcomes[_baseline].Outcome, outcome.Outcome)),
            Unstable = shown.Exists(outcome => outcome.Outcome == CaseOutcome.Unstable),
            Cells = outcomes,
        };
    }

    public IReadOnlyList<CandidateSummary> Summaries() =>
        RunFigures.Summarise([.. _candidates], _baseline < 0 ? null : _candidates[_baseline]);

    private static bool IsFlip(CaseOutcome baseline, CaseOutcome candidate) =>
        (baseline, candidate) is (CaseOutcome.Pass, CaseOutcome.Fail) or (CaseOutcome.Fail, CaseOutcome.Pass);
}

/// <summary>One candidate's values, a slot for each case; NaN where the case has no answer.</summary>
internal sealed class CandidateTally
{
    /// <summary>A router may answer as many models; the frequent ones tell.</summary>
    private const int MostModels = 8;

    private readonly int _repeats;
    private readonly Dictionary<string, List<double>> _metrics = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, JudgeTally> _judges = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _models = new(StringComparer.Ordinal);

    public CandidateTally(RunCandidate candidate, int repeats, int caseCount)
    {
        _repeats = repeats;
        IsBaseline = candidate.IsBaseline;
        PassShares = new double[caseCount];
        Scores = new double[caseCount];
        Array.Fill(PassShares, double.NaN);
        Array.Fill(Scores, double.NaN);
    }

    public bool IsBaseline { get; }

    /// <summary>Share of answered repeats that passed, by case.</summary>
    public double[] PassShares { get; }

    /// <summary>Mean score of answered repeats, by case.</summary>
    public double[] Scores { get; }

    /// <summary>Milliseconds, of every answered cell.</summary>
    public List<double> Latencies { get; } = [];

    public int ErrorCells { get; private set; }

    public int PricedCells { get; private set; }

    public int AnsweredCells { get; private set; }

    public Money Cost { get; private set; }

    /// <summary>Of each metric its mean in every case that has it.</summary>
    public IReadOnlyDictionary<string, List<double>> Metrics => _metrics;

    /// <summary>Null where no judge was asked.</summary>
    public IReadOnlyList<JudgeUse>? Judges => _judges.Count == 0 ? null : [.. _judges.Select(entry => entry.Value.Of(entry.Key))];

    /// <summary>Model ids that answered, the most frequent first.</summary>
    public IReadOnlyList<string> ModelsReturned =>
        [.. _models.OrderByDescending(model => model.Value).ThenBy(model => model.Key, StringComparer.Ordinal).Select(model => model.Key).Take(MostModels)];

    public CaseCell Add(int position, IReadOnlyList<TallyCell> cells)
    {
        var answered = cells.Where(cell => cell.State == CellState.Done).ToList();
        var errors = cells.Count(cell => cell.State == CellState.Failed);
        ErrorCells += errors;
        AddJudges(cells);
        if (answered.Count == 0)
        {
            return new CaseCell(errors > 0 ? CaseOutcome.Error : CaseOutcome.Missing, null, 0, 0);
        }

        var passed = answered.Count(cell => cell.Pass == true);
        PassShares[position] = (double)passed / answered.Count;
        Scores[position] = ScoreOf(answered);
        AddCosts(answered);
        AddMetrics(answered);
        var outcome = passed == answered.Count ? CaseOutcome.Pass : passed == 0 ? CaseOutcome.Fail : CaseOutcome.Unstable;
        return new CaseCell(outcome, double.IsNaN(Scores[position]) ? null : Math.Round(Scores[position], 4), passed, _repeats == 1 ? 1 : answered.Count);
    }

    // A stored score that is not a number says nothing: it is left out, and a case that has no other has no score.
    private static double ScoreOf(IReadOnlyList<TallyCell> answered)
    {
        var scores = answered.Select(cell => cell.Score ?? 0).Where(double.IsFinite).ToList();
        return scores.Count == 0 ? double.NaN : scores.Average();
    }

    private void AddCosts(IReadOnlyList<TallyCell> answered)
    {
        AnsweredCells += answered.Count;
        foreach (var cell in answered)
        {
            if (cell.LatencyMs is { } latency)
            {
                Latencies.Add(latency);
            }

            if (cell.ModelReturned is { Length: > 0 } model)
            {
                _models[model] = _models.GetValueOrDefault(model) + 1;
            }

            if (cell.Cost is { } cost)
            {
                Cost += cost;
                PricedCells++;
            }
        }
    }

    private void AddMetrics(IReadOnlyList<TallyCell> answered)
    {
        var results = answered.SelectMany(ResultsOf).SelectMany(result => result.All()).Where(result => result is { Metric: not null, IsNotJudged: false });
        foreach (var metric in results.GroupBy(result => result.Metric!, result => result.Score))
        {
            if (!_metrics.TryGetValue(metric.Key, out var values))
                _metrics.Add(metric.Key, values = []);
            values.Add(metric.Average());
        }
    }

    private void AddJudges(IReadOnlyList<TallyCell> cells)
    {
        foreach (var (result, counts, metrics) in cells.SelectMany(ResultsOf).SelectMany(result => JudgedBy(result, counts: true, [])))
        {
            if (!_judges.TryGetValue(result.Judge!, out var use))
                _judges.Add(result.Judge!, use = new JudgeTally());
            use.Add(result, counts, metrics);
        }
    }

    private static IEnumerable<AssertionResult> ResultsOf(TallyCell cell) => cell.AssertionsJson is null
        ? []
        : JsonSerializer.Deserialize<IReadOnlyList<AssertionResult>>(cell.AssertionsJson, JsonColumn.Options)!;

    // Inside a set a judge feeds the set's metric too, and has no say where the set has none.
    private static IEnumerable<(AssertionResult Result, bool Counts, IReadOnlyList<string> Metrics)> JudgedBy(AssertionResult result, bool counts, IReadOnlyList<string> metrics)
    {
        (counts, metrics) = (counts && result.Weight > 0, result.Metric is null ? metrics : [.. metrics, result.Metric]);
        return result.Parts is { Count: > 0 } parts ? parts.SelectMany(part => JudgedBy(part, counts, metrics))
            : result.Judge is null ? []
            : [(result, counts, metrics)];
    }

    private sealed class JudgeTally
    {
        private readonly SortedSet<string> _metrics = new(StringComparer.Ordinal);
        private int _judged;
        private int _notJudged;
        private bool _counts;

        public void Add(AssertionResult result, bool counts, IReadOnlyList<string> metrics)
        {
            (_judged, _notJudged) = result.IsNotJudged ? (_judged, _notJudged + 1) : (_judged + 1, _notJudged);
            _counts |= counts;
            _metrics.UnionWith(metrics);
        }

        public JudgeUse Of(string judge) => new(judge, [.. _metrics], _counts, _judged, _notJudged);
    }
}
