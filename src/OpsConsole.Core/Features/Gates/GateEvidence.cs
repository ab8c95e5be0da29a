using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Gates;

/// <summary>One gate judged over one run, with the figures that a release shows.</summary>
internal sealed record GateEvidence(Evidence Evidence, ReleaseFigures Figures)
{
    /// <summary>Null where the run has no figures for this version as it is now.</summary>
    public static GateEvidence? Of(GateInForce gate, ExecutedRun run, PromptVersion version, int? liveNumber)
    {
        var columns = run.Of(version.Id, version.ContentHash, version.Model);
        if (columns is not [var column, ..] || run.Measured(column) is not { } candidate)
            return null;

        var live = run.LiveSide(column, liveNumber);
        var baseline = run.Baseline(column);
        var rules = gate.Gate.Rules.Select(rule => GateRules.Judge(rule, candidate, live, baseline)).ToList();
        var evidence = new Evidence(
            gate.Gate.Kind, gate.Gate.Id, gate.Gate.Number, gate.Gate.BenchmarkId, gate.BenchmarkKey, run.Run.Id, run.Run.CompletedAt ?? run.Run.QueuedAt,
            run.Run.StartedById, run.Run.StartedByName, run.Run.DatasetVersionId, run.Run.DatasetKey, run.Run.DatasetVersionNumber, version.ContentHash,
            Name(columns, version), candidate.ModelKey, live.Measured is null ? null : liveNumber, GateRules.Overall(rules), rules)
        {
            ComparedBaseline = gate.Gate.Rules.Any(rule => rule.Comparison == GateComparison.NotWorseThanBaseline) && baseline is { Measured: not null, IsCandidate: false } ? baseline.Name : null,
        };
        return new GateEvidence(evidence, FiguresOf(run.Run.Id, candidate, live));
    }

    // Where the choice was not forced, the name says what was chosen; where the parameters are not the version's own, it says that.
    private static string Name(IReadOnlyList<ExecutedCandidate> columns, PromptVersion version)
    {
        var chosen = columns[0].Row;
        var name = columns.Count > 1 ? $"{chosen.Name} (one of {columns.Count} that execute v{version.Number}, on {chosen.ModelKey})" : chosen.Name;
        return ExecutedRun.HasParameters(chosen, version.Model) ? name : $"{name}, with the benchmark's own parameters";
    }

    private static ReleaseFigures FiguresOf(int runId, MeasuredCandidate candidate, LiveSide live)
    {
        var figures = Measured(runId, candidate, live);
        var weak = candidate.WeakJudge(GateMeasure.PassRate) ?? (figures.LivePassRate is null ? null : live.Measured?.WeakJudge(GateMeasure.PassRate));
        // A figure that may not decide is not shown to those who decide either; cost and latency are no judge's opinion.
        return weak is null ? figures : figures with
        {
            PassRate = null,
            LivePassRate = null,
            Difference = null,
            Fixed = 0,
            Regressed = 0,
            Words = $"No pass rates: {char.ToLowerInvariant(weak[0])}{weak[1..]}",
            LeftOut = weak,
        };
    }

    private static ReleaseFigures Measured(int runId, MeasuredCandidate candidate, LiveSide live)
    {
        var summary = candidate.Summary;
        if (live.Measured is not { } measured || measured.Number == candidate.Number)
        {
            return new ReleaseFigures(
                runId, summary.Cases, summary.PassRate, null, null, 0, 0, summary.CostPer1000Usd, null, summary.LatencyP95, null, Alone(candidate, live));
        }

        var pairs = PairedCases.Of(GateMeasure.PassRate, candidate, measured);
        var comparison = pairs.Compare();
        return new ReleaseFigures(
            runId, summary.Cases, summary.PassRate, measured.Summary.PassRate,
            comparison.Interval is { } interval ? new Estimate(comparison.Difference, interval.Low, interval.High) : null,
            pairs.Fixed, pairs.Regressed, summary.CostPer1000Usd, measured.Summary.CostPer1000Usd, summary.LatencyP95, measured.Summary.LatencyP95,
            ComparisonWords.Of(comparison));
    }

    private static string Alone(MeasuredCandidate candidate, LiveSide live)
    {
        var passed = candidate.Summary.PassRate is { } rate
            ? $"{GateWords.Percent(rate.Value)} of {GateWords.Cases(candidate.Summary.Cases)} pass ({GateWords.Percent(rate.Low)} to {GateWords.Percent(rate.High)})"
            : "No case was answered";
        return live.Number is not { } number ? $"{passed}; nothing is live to compare with"
            : number == candidate.Number ? $"{passed}; v{number} is live itself"
            : $"{passed}; the live v{number} is not in this run";
    }
}
