using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>The newest edition of a gate, with its benchmark's key.</summary>
internal sealed record GateInForce(Gate Gate, string BenchmarkKey);

/// <summary>Which gates hold now: of each prompt and kind the newest edition, unless it took the gate off.</summary>
internal static class GatesInForce
{
    public static async Task<IReadOnlyList<GateInForce>> OfPromptAsync(
        OpsDbContext context, int promptId, IReadOnlyList<GateKind> kinds, CancellationToken cancellationToken) =>
        await LoadAsync(context, context.Gates.Where(gate => gate.PromptId == promptId && kinds.Contains(gate.Kind)), cancellationToken);

    /// <param name="some">Narrows the gates; of these only editions in force are answered.</param>
    public static async Task<IReadOnlyList<GateInForce>> LoadAsync(OpsDbContext context, IQueryable<Gate> some, CancellationToken cancellationToken)
    {
        var newest = await some.AsNoTracking()
            .Where(gate => !context.Gates.Any(later => later.PromptId == gate.PromptId && later.Kind == gate.Kind && later.Number > gate.Number))
            .OrderBy(gate => gate.PromptId).ThenBy(gate => gate.Id)
            .Select(gate => new { Gate = gate, gate.Benchmark!.Key })
            .ToListAsync(cancellationToken);
        return [.. newest.Where(row => row.Gate.Rules.Count > 0).Select(row => new GateInForce(row.Gate, row.Key)).OrderBy(row => row.Gate.PromptId).ThenBy(row => row.Gate.Kind)];
    }
}
