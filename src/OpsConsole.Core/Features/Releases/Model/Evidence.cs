using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Releases.Model;

/// <summary>One gate's verdict over one run, with everything it was reached on. A release is bound to these ids: when one changes, it is stale.</summary>
/// <param name="GateNumber">The edition of the gate.</param>
/// <param name="ContentHash">The version's content as the run executed it.</param>
/// <param name="RunStartedById">Who started the run, for tiers that ask for somebody other than the author.</param>
/// <param name="LiveVersion">The version that relative rules were measured against; null where nothing was live or the run did not hold it.</param>
public sealed record Evidence(
    GateKind Kind,
    int GateId,
    int GateNumber,
    int BenchmarkId,
    string BenchmarkKey,
    int RunId,
    DateTime RunCompletedAt,
    string RunStartedById,
    string RunStartedByName,
    int DatasetVersionId,
    string DatasetKey,
    int DatasetVersion,
    string ContentHash,
    string Candidate,
    string ModelKey,
    int? LiveVersion,
    GateVerdict Verdict,
    IReadOnlyList<RuleResult> Rules)
{
    public string RunKey => Run.KeyOf(RunId);

    /// <summary>The run's baseline candidate, where a rule compares with it.</summary>
    public string? ComparedBaseline { get; init; }
}

/// <summary>What changes for the users of the prompt, measured in the run of the baseline gate. Shares in 0..1, latency in ms, cost in US dollars per 1,000 calls at list price.</summary>
/// <param name="Difference">Paired difference of pass rates, candidate minus live, with its 95 % interval; null without a live candidate in the run.</param>
/// <param name="Words">The difference as a sentence.</param>
public sealed record ReleaseFigures(
    int RunId,
    int Cases,
    Estimate? PassRate,
    Estimate? LivePassRate,
    Estimate? Difference,
    int Fixed,
    int Regressed,
    decimal? CostPer1000,
    decimal? LiveCostPer1000,
    double? LatencyP95,
    double? LiveLatencyP95,
    string Words)
{
    /// <summary>Why pass rates and what they differ by are left out: a judge that has a say in them may not decide. Null where they are not.</summary>
    public string? LeftOut { get; init; }
}
