using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>What a comparison is made of, before any figure is computed.</summary>
/// <param name="Candidates">Names, models, latency and cost; the figures still empty.</param>
/// <param name="Notes">What is known already of how the runs differ.</param>
internal sealed record ComparisonFrame(
    string SystemKey,
    string SystemName,
    IReadOnlyList<ComparedRun> Runs,
    IReadOnlyList<ComparedCandidate> Candidates,
    string Baseline,
    ComparedColumns Columns,
    CasePairing Pairing,
    IReadOnlyList<string> Notes)
{
    /// <summary>The columns with all that takes no time: rates, errors, histograms.</summary>
    public IReadOnlyList<ComparedCandidate> Counted() =>
    [
        .. Candidates.Select((candidate, column) =>
        {
            var cells = Columns.Cases.Select(row => row.Cells[column]).ToList();
            var passes = Known(Columns.Passes[column]);
            var scores = Known(Columns.Scores[column]);
            var errors = cells.Count(cell => cell.Outcome == CaseOutcome.Error);
            return candidate with
            {
                Cases = passes.Length,
                ErrorCases = errors,
                ErrorRate = Rate(errors, cells.Count),
                Unscored = passes.Length - scores.Length,
                PassRate = Rate(passes.Sum(), passes.Length),
                MeanScore = scores.Length == 0 ? null : new PartialEstimate(scores.Average(), null, null),
                Histogram = ScoreHistogram.Of(scores),
            };
        }),
    ];

    /// <summary>Sentences about what the columns turned out to hold.</summary>
    public IReadOnlyList<string> NotesWith(IReadOnlyList<ComparedCandidate> counted) =>
    [
        .. Notes,
        .. counted.Where(candidate => candidate.Unscored > 0).Select(candidate =>
            $"{ComparedWords.Cases(candidate.Unscored)} of {candidate.Name} {(candidate.Unscored == 1 ? "has" : "have")} a score that is not a number in 0..1: left out of its scores, still counted as passed or failed."),
        .. Pairing.Compared == 0 ? ["The runs have no case in common, so nothing can be compared."]
            : Pairing.Compared == 1 ? ["The runs have a single case in common: it is shown, and no statistic is made of it."]
            : Array.Empty<string>(),
    ];

    public static double[] Known(double[] values) => [.. values.Where(value => !double.IsNaN(value))];

    private static Estimate? Rate(double hits, int n)
    {
        if (n == 0)
        {
            return null;
        }

        var interval = Wilson.Interval(hits, n);
        return new Estimate(hits / n, interval.Low, interval.High);
    }
}
