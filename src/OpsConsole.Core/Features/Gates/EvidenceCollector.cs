using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>What a version has to show: a verdict for each kind of gate that there is a run for, and for the others why there is none.</summary>
/// <param name="Missing">Kinds without evidence, each with the reason in words.</param>
/// <param name="Figures">From the baseline gate's run; null without one.</param>
public sealed record CollectedEvidence(IReadOnlyList<Evidence> Evidence, IReadOnlyDictionary<GateKind, string> Missing, ReleaseFigures? Figures);

/// <summary>Finds the newest finished run of each gate's benchmark that executed exactly this content, and judges it by the gate's rules.</summary>
internal sealed class EvidenceCollector
{
    /// <param name="liveNumber">The version that is live, for relative rules; null where nothing is.</param>
    public Task<CollectedEvidence> CollectAsync(
        OpsDbContext context, PromptVersion version, int? liveNumber, IReadOnlyList<GateKind> kinds, CancellationToken cancellationToken) =>
        throw new NotImplementedException();
}
