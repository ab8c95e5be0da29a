using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Web.Endpoints;

/// <summary>Cells of a run: with an answer, ended in an error, in all.</summary>
internal sealed record RunProgress(int Done, int Failed, int Total);

/// <summary>One run as the API tells it.</summary>
/// <param name="Gate">What the gates in force say to it; null where none has its benchmark, and while it has not completed.</param>
internal sealed record RunAnswer(
    string Id, string Benchmark, string System, RunState State, string? StateReason, RunProgress Progress, string Dataset, int DatasetVersion, int Cases, int Repeats,
    DateTime QueuedAt, DateTime? StartedAt, DateTime? CompletedAt, decimal CostUsd, GateAnswer? Gate, IReadOnlyList<CandidateAnswer> Candidates, bool IsDemo)
{
    public static RunAnswer Of(GetRun.Detail run, IReadOnlyList<GetRunGates.Judged> gates) => new(
        run.Key, run.BenchmarkKey, run.SystemKey, run.State, run.StateReason, new RunProgress(run.DoneCells, run.FailedCells, run.TotalCells),
        run.DatasetKey, run.DatasetVersionNumber, run.CaseCount, run.Repeats, run.QueuedAt, run.StartedAt, run.CompletedAt, run.Cost.Dollars,
        GateAnswer.Of(gates), [.. run.Candidates.Select(CandidateAnswer.Of)], run.IsDemo);
}

/// <summary>One candidate; its figures stand once the run has ended.</summary>
/// <param name="N">Cases with at least one answer.</param>
/// <param name="CostUsd">At list price, answers from the cache included.</param>
internal sealed record CandidateAnswer(
    string Name, bool IsBaseline, string PromptKey, int PromptVersion, string Provider, string Model, RunProgress Progress, int? N,
    Estimate? PassRate, Estimate? MeanScore, LatencyAnswer? LatencyMs, decimal CostUsd, decimal? CostPer1000Usd, ComparisonAnswer? VersusBaseline)
{
    public static CandidateAnswer Of(GetRun.Candidate row) => new(
        row.Name, row.IsBaseline, row.PromptKey, row.PromptNumber, row.ProviderKey, row.ModelKey,
        new RunProgress(row.DoneCells, row.FailedCells, row.DoneCells + row.FailedCells), row.Summary?.Cases, row.Summary?.PassRate, row.Summary?.MeanScore,
        row.Summary is { } summary ? new LatencyAnswer(summary.LatencyP50, summary.LatencyP95) : null, row.Cost.Dollars, row.Summary?.CostPer1000Usd,
        ComparisonAnswer.Of(row.Summary?.VersusBaseline));
}

/// <summary>Milliseconds.</summary>
internal sealed record LatencyAnswer(double? P50, double? P95);

/// <summary>The paired difference of pass rates from the baseline, 95 % interval.</summary>
/// <param name="PValue">Two-sided, before correction.</param>
/// <param name="AdjustedPValue">Holm over the run's candidates; what the verdict follows.</param>
internal sealed record ComparisonAnswer(double Difference, double? Low, double? High, double? PValue, double? AdjustedPValue, string Verdict, string Words, int Fixed, int Regressed)
{
    public static ComparisonAnswer? Of(BaselineComparison? row) => row is null ? null : new(
        row.Difference, row.Interval?.Low, row.Interval?.High, row.PValue, row.AdjustedP, row.Verdict.ToString(), row.Words, row.Fixed, row.Regressed);
}
