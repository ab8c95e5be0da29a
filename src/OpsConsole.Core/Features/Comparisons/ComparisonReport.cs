using OpsConsole.Core.Ai;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Comparisons;

/// <summary>
/// A comparison as one record: everything that its page, an export and a saved report say. Serialisable, and complete by itself: nothing in it is looked up
/// again. Shares and scores lie in 0..1, so a difference of 0.042 is 4.2 points.
/// </summary>
/// <param name="At">When it was computed, UTC.</param>
/// <param name="Href">The page that shows it live, a path within the console.</param>
/// <param name="Baseline">The <see cref="ComparedCandidate.Id"/> that the others are compared with.</param>
/// <param name="ScoresArePasses">Every score equals its pass share, so that there is one measure and not two.</param>
/// <param name="Slices">By tag, largest first.</param>
/// <param name="Notes">What the reader must know before believing the figures, in sentences: what was left out, and why.</param>
/// <param name="Cases">The rows of the matrix, in the order of the dataset; in a saved report only those that differ from the baseline, at most <see cref="SavedCases"/>.</param>
/// <param name="IsComplete">False while intervals and p values are being computed: what is missing then is null.</param>
public sealed record ComparisonReport(
    DateTime At,
    string SystemKey,
    string SystemName,
    string Href,
    IReadOnlyList<ComparedRun> Runs,
    IReadOnlyList<ComparedCandidate> Candidates,
    string Baseline,
    CasePairing Pairing,
    CaseCounts Counts,
    bool ScoresArePasses,
    IReadOnlyList<ComparedSlice> Slices,
    RoutingAdvice? Routing,
    IReadOnlyList<string> Notes,
    IReadOnlyList<ComparedCase> Cases,
    bool IsComplete)
{
    public const int SavedCases = 500;

    public ComparedCandidate BaselineCandidate => Find(Baseline);

    public ComparedCandidate Find(string id) => Candidates.First(candidate => candidate.Id == id);
}

/// <summary>One run that candidates were taken from.</summary>
/// <param name="Selection">Which cases of another run it repeats, in words; null for a whole run.</param>
public sealed record ComparedRun(
    int Id,
    string BenchmarkKey,
    string BenchmarkName,
    RunState State,
    string DatasetKey,
    int DatasetVersion,
    int Cases,
    int Repeats,
    DateTime? CompletedAt,
    decimal CostUsd,
    string? Selection)
{
    public string Key => Run.KeyOf(Id);
}

/// <summary>One column. Latency and cost are of its whole run, everything else of the compared cases.</summary>
/// <param name="Id"><c>412.1</c>: the run and the position of the candidate in it.</param>
/// <param name="Name">Unique within the comparison.</param>
/// <param name="ModelRemoved">Its model is not offered any more, so that no route can lead to it.</param>
/// <param name="Cases">Compared cases with an answer.</param>
/// <param name="ErrorCases">Compared cases without any answer, for an error.</param>
/// <param name="ErrorRate">Their share with Wilson's interval; null without compared cases.</param>
/// <param name="ErrorCells">Cells of the whole run that ended in an error.</param>
/// <param name="Unscored">Compared cases with an answer whose score is not a number: left out of the scores.</param>
/// <param name="PassRate">With Wilson's interval; null without an answer.</param>
/// <param name="LatencyP50">Milliseconds; null when nothing was measured.</param>
/// <param name="CostPer1000Usd">US dollars per 1,000 calls at list price; null when the model has no price.</param>
/// <param name="Pass">Pass rate against the baseline; null for the baseline, and where nothing pairs.</param>
/// <param name="Score">Mean score against the baseline; null as before.</param>
/// <param name="Histogram">Mean scores of its cases in twenty bins of 0.05, the last with both ends.</param>
/// <param name="Dominated">Another candidate is at least as good and at least as cheap, and better in one.</param>
public sealed record ComparedCandidate(
    string Id,
    string Name,
    int RunId,
    int Position,
    bool IsBaseline,
    string PromptKey,
    int PromptNumber,
    string ProviderKey,
    ProviderKind ProviderKind,
    string ModelKey,
    bool ModelRemoved,
    int Cases,
    int ErrorCases,
    Estimate? ErrorRate,
    int ErrorCells,
    int Unscored,
    Estimate? PassRate,
    PartialEstimate? MeanScore,
    double? LatencyP50,
    double? LatencyP95,
    decimal? CostPer1000Usd,
    ComparedDifference? Pass,
    ComparedDifference? Score,
    IReadOnlyList<int> Histogram,
    bool Dominated)
{
    /// <summary>A built-in method, not a model.</summary>
    public bool IsReferenceMethod => ProviderKind is ProviderKind.Builtin;
}

/// <summary>A figure whose 95 % interval may be missing: still being computed, or not to be had.</summary>
public sealed record PartialEstimate(double Value, double? Low, double? High);

/// <summary>The paired difference of one measure, candidate − baseline.</summary>
/// <param name="Cases">Cases that both have answered.</param>
/// <param name="Low">Of the 95 % interval; null below two cases, and while it is computed.</param>
/// <param name="PValue">Two-sided, before correction.</param>
/// <param name="AdjustedP">Holm over candidates × measures.</param>
/// <param name="MinimumDetectable">The smallest true difference that this number of cases would find with 80 % power; null when none would be.</param>
/// <param name="CasesNeeded">Cases that would find a difference of the rule's margin with 80 % power; null when it is not known.</param>
/// <param name="Verdict">Null while it is computed.</param>
/// <param name="Words">The verdict as a sentence.</param>
/// <param name="Fixed">Cases that fail under the baseline and pass here.</param>
/// <param name="Regressed">Cases that pass under the baseline and fail here.</param>
public sealed record ComparedDifference(
    int Cases,
    double Value,
    double? Low,
    double? High,
    double? PValue,
    double? AdjustedP,
    double? MinimumDetectable,
    int? CasesNeeded,
    ComparisonMethod Method,
    ComparisonVerdict? Verdict,
    string? Words,
    int Fixed,
    int Regressed);

/// <summary>Which cases are compared: those that every run has under the same key with the same variables and expected answers.</summary>
/// <param name="Compared">Cases that are in every run.</param>
/// <param name="LeftOut">By run and reason; empty when all runs have the same cases.</param>
public sealed record CasePairing(int Compared, IReadOnlyList<LeftOutCases> LeftOut);

public enum LeftOutReason
{
    /// <summary>The baseline's run has the case, this run has not.</summary>
    OnlyInBaseline,

    /// <summary>This run has the case, the baseline's run has not.</summary>
    NotInBaseline,

    /// <summary>The same key, but other variables or expected answers.</summary>
    ContentDiffers,
}

/// <param name="RunId">The run that differs from the baseline's.</param>
/// <param name="Keys">The first few, to look at.</param>
public sealed record LeftOutCases(int RunId, LeftOutReason Reason, int Count, IReadOnlyList<string> Keys);

/// <summary>How many rows each mode of the matrix holds.</summary>
public sealed record CaseCounts(int All, int Failures, int Differing, int Flips, int Unstable, int Errors);

/// <summary>The compared cases that carry a tag.</summary>
/// <param name="Candidates">In the order of the comparison's candidates.</param>
public sealed record ComparedSlice(string Tag, int Cases, IReadOnlyList<SliceFigure> Candidates);

/// <param name="PassRate">With Wilson's interval; null without an answer.</param>
/// <param name="Difference">Against the baseline, paired; null for the baseline and where nothing pairs.</param>
public sealed record SliceFigure(Estimate? PassRate, PartialEstimate? Difference);

/// <summary>One row of the matrix.</summary>
/// <param name="Cells">In the order of the comparison's candidates.</param>
public sealed record ComparedCase(string Key, string Title, IReadOnlyList<string> Tags, IReadOnlyList<CaseCell> Cells);
