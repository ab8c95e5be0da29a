using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Core.Features.Runs.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>What a version has to show: a verdict for each kind of gate that there is a run for, and for the others why there is none.</summary>
/// <param name="Missing">Kinds without evidence, each with the reason in words.</param>
/// <param name="Figures">From the baseline gate's run; null without one.</param>
public sealed record CollectedEvidence(IReadOnlyList<Evidence> Evidence, IReadOnlyDictionary<GateKind, string> Missing, ReleaseFigures? Figures);

/// <summary>Finds the newest finished run of each gate's benchmark that executed exactly this content, and judges it by the gate's rules. Three queries, and two more where judges were asked.</summary>
public sealed class EvidenceCollector
{
    /// <param name="liveNumber">The version that is live, for relative rules; null where nothing is.</param>
    [SuppressMessage("Performance", "CA1822", Justification = "A service that use cases are given: they ask an instance, whatever it holds.")]
    public async Task<CollectedEvidence> CollectAsync(
        OpsDbContext context, PromptVersion version, int? liveNumber, IReadOnlyList<GateKind> kinds, CancellationToken cancellationToken)
    {
        var gates = await GatesInForce.OfPromptAsync(context, version.PromptId, kinds, cancellationToken);
        var runs = gates.Count == 0 ? [] : await RunsAsync(context, version, liveNumber, gates, cancellationToken);
        var evidence = new List<Evidence>();
        var missing = new Dictionary<GateKind, string>();
        ReleaseFigures? figures = null;
        foreach (var kind in kinds.Distinct())
        {
            if (gates.FirstOrDefault(gate => gate.Gate.Kind == kind) is not { } gate)
            {
                missing[kind] = $"No {GateWords.Of(kind).ToLowerInvariant()} gate is attached to this prompt.";
            }
            else if (runs.FirstOrDefault(run => run.Run.BenchmarkId == gate.Gate.BenchmarkId) is not { } run
                || GateEvidence.Of(gate, run, version, liveNumber) is not { } judged)
            {
                missing[kind] = NoRun(gate, version);
            }
            else
            {
                evidence.Add(judged.Evidence);
                figures = kind == GateKind.Baseline ? judged.Figures : figures;
            }
        }

        return new CollectedEvidence(evidence, missing, figures);
    }

    // The newest finished run of each benchmark that has such a column. A later run of other versions does not hide it, nor does one over a selection of cases.
    private static async Task<IReadOnlyList<ExecutedRun>> RunsAsync(
        OpsDbContext context, PromptVersion version, int? liveNumber, IReadOnlyList<GateInForce> gates, CancellationToken cancellationToken)
    {
        var rules = gates.SelectMany(gate => gate.Gate.Rules).ToList();
        var benchmarks = gates.Select(gate => gate.Gate.BenchmarkId).Distinct().ToList();
        var (id, hash, provider, model) = (version.Id, version.ContentHash, version.Model?.ProviderKey, version.Model?.ModelKey);
        var newest = context.RunCandidates
            .Where(row => row.PromptVersionId == id && row.PromptHash == hash && (model == null || (row.ModelKey == model && row.ProviderKey == provider))
                && row.Summary != null && row.Run!.State == RunState.Completed && row.Run.Trigger != RunTrigger.Import && row.Run.OfRunId == null && benchmarks.Contains(row.Run.BenchmarkId))
            .GroupBy(row => row.Run!.BenchmarkId)
            .Select(group => group.Max(row => row.RunId));
        return await ExecutedRun.LoadAsync(
            context, context.Runs.Where(run => newest.Contains(run.Id)),
            run => run.Of(id, hash, version.Model) is [var column, ..]
                && ((run.Live(column, liveNumber) is { } live && live != column) || run.Compares(column, liveNumber, rules)),
            cancellationToken);
    }

    private static string NoRun(GateInForce gate, PromptVersion version)
    {
        var on = version.Model is { } model ? $" on {model.ProviderKey}/{model.ModelKey}" : "";
        return $"No finished run of {gate.BenchmarkKey} has executed v{version.Number} as it is now{on}.";
    }
}
