using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>The rows of a comparison's matrix by mode, in order; found once and walked through as often as a reader scrolls.</summary>
public sealed class CaseRows
{
    private readonly Dictionary<CaseMode, IReadOnlyList<ComparedCase>> _byMode;

    public CaseRows(ComparisonReport report)
    {
        var baseline = Math.Max(0, report.Candidates.ToList().FindIndex(candidate => candidate.IsBaseline));
        var repeats = report.Candidates.Select(candidate => report.Runs.First(run => run.Id == candidate.RunId) is { State: RunState.Completed, Repeats: var count } ? count : 1).ToArray();
        _byMode = Enum.GetValues<CaseMode>().ToDictionary(mode => mode, mode => (IReadOnlyList<ComparedCase>)[.. report.Cases.Where(row => Holds(row.Cells, mode, baseline, repeats))]);
    }

    public IReadOnlyList<ComparedCase> Of(CaseMode mode) => _byMode[mode];

    public CaseCounts Counts => new(
        Of(CaseMode.All).Count, Of(CaseMode.Failures).Count, Of(CaseMode.Differing).Count, Of(CaseMode.Flips).Count, Of(CaseMode.Unstable).Count, Of(CaseMode.Errors).Count);

    /// <summary>One passes where the other fails.</summary>
    public static bool IsFlip(CaseCell baseline, CaseCell candidate) =>
        (baseline.Outcome, candidate.Outcome) is (CaseOutcome.Pass, CaseOutcome.Fail) or (CaseOutcome.Fail, CaseOutcome.Pass);

    private static bool Holds(IReadOnlyList<CaseCell> cells, CaseMode mode, int baseline, int[] repeats) => mode switch
    {
        CaseMode.All => true,
        CaseMode.Failures => cells.Any(cell => cell.Outcome is CaseOutcome.Fail or CaseOutcome.Unstable),
        CaseMode.Differing => cells.Select(cell => cell.Outcome).Where(outcome => outcome != CaseOutcome.Missing).Distinct().Count() > 1,
        CaseMode.Flips => cells.Any(cell => IsFlip(cells[baseline], cell)),
        CaseMode.Unstable => cells.Any(cell => cell.Outcome == CaseOutcome.Unstable),

        // A repeat that was not answered leaves the others with fewer answers than the run has repeats.
        CaseMode.Errors => cells.Index().Any(entry => entry.Item.Outcome == CaseOutcome.Error || (entry.Item.Answered > 0 && entry.Item.Answered < repeats[entry.Index])),
    };
}
