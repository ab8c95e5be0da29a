using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Runs.Model;

/// <summary>A figure with its 95 % interval.</summary>
public sealed record Estimate(double Value, double Low, double High);

/// <summary>A named metric of assertions, averaged over cases.</summary>
/// <param name="Interval">95 %: Wilson's where every case has 0 or 1, the bootstrap's otherwise; null where a single case says nothing of how much they vary.</param>
public sealed record MetricSummary(string Name, double Mean, int Cases, Estimate? Interval = null);

/// <summary>
/// The paired difference of pass rates from the baseline. Shares in 0..1, so 0.042 is 4.2 points.
/// </summary>
/// <param name="Cases">Cases with a result on both sides.</param>
/// <param name="Interval">95 %; null below two cases.</param>
/// <param name="PValue">Two-sided, before correction; null without cases.</param>
/// <param name="AdjustedP">Holm over the run's candidates.</param>
/// <param name="MinimumDetectable">The smallest true difference this number of cases would find with 80 % power; null when no difference would be.</param>
/// <param name="Words">The verdict as a sentence.</param>
/// <param name="Fixed">Cases that fail under the baseline and pass here.</param>
/// <param name="Regressed">Cases that pass under the baseline and fail here.</param>
public sealed record BaselineComparison(
    int Cases,
    double Difference,
    Estimate? Interval,
    double? PValue,
    double? AdjustedP,
    double? MinimumDetectable,
    ComparisonMethod Method,
    ComparisonVerdict Verdict,
    string Words,
    int Fixed,
    int Regressed);

/// <summary>The figures of one candidate over a finished run; repeats of a case are averaged first.</summary>
/// <param name="Cases">Cases with at least one answer; cases that only failed with an error are counted in <paramref name="ErrorCells"/>, never as zero.</param>
/// <param name="PassRate">Null when no case was answered.</param>
/// <param name="LatencyP50">Milliseconds; null when nothing was measured.</param>
/// <param name="CostPer1000Usd">US dollars per 1,000 calls at list price; null when the model has no price.</param>
/// <param name="ModelsReturned">Model ids as the provider returned them, the most frequent first; null in runs from before they were kept.</param>
public sealed record CandidateSummary(
    int Cases,
    int ErrorCells,
    Estimate? PassRate,
    Estimate? MeanScore,
    double? LatencyP50,
    double? LatencyP95,
    decimal? CostPer1000Usd,
    IReadOnlyList<MetricSummary> Metrics,
    BaselineComparison? VersusBaseline,
    IReadOnlyList<string>? ModelsReturned = null)
{
    /// <summary>The judges that gave verdicts on this candidate; null where none was asked.</summary>
    public IReadOnlyList<JudgeUse>? Judges { get; init; }
}

/// <summary>What one version of a judge did for a candidate.</summary>
/// <param name="Judge"><c>key@number</c>.</param>
/// <param name="Metrics">The named metrics that it feeds.</param>
/// <param name="Counts">It has a weight above 0, and so a say in the pass rate and the mean score.</param>
/// <param name="Judged">Verdicts given.</param>
/// <param name="NotJudged">Times it gave no usable answer.</param>
public sealed record JudgeUse(string Judge, IReadOnlyList<string> Metrics, bool Counts, int Judged, int NotJudged);
