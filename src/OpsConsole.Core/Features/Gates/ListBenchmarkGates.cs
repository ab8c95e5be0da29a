using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>The gates in force that ask for runs of a benchmark: whom an edit of it touches.</summary>
public sealed class ListBenchmarkGates(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    /// <param name="HoldsLatest">The prompt's newest version is among the benchmark's candidates; without it no run of it can be evidence for that version.</param>
    public sealed record Item(string PromptKey, GateKind Kind, int Number, IReadOnlyList<GateRule> Rules, int LatestVersion, bool HoldsLatest);

    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(string benchmarkKey, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var gates = await GatesInForce.LoadAsync(context, context.Gates.Where(gate => gate.Benchmark!.Key == benchmarkKey), cancellationToken);
        var ids = gates.Select(gate => gate.Gate.PromptId).Distinct().ToList();
        var prompts = await context.Prompts
            .Where(row => ids.Contains(row.Id))
            .Select(row => new
            {
                row.Id,
                row.Key,
                row.LatestNumber,
                Holds = context.BenchmarkCandidates.Any(candidate => candidate.Benchmark!.Key == benchmarkKey
                    && candidate.PromptVersion!.PromptId == row.Id && candidate.PromptVersion.Number == row.LatestNumber),
            })
            .ToDictionaryAsync(row => row.Id, cancellationToken);
        return Result.From<IReadOnlyList<Item>>(
        [
            .. gates.Select(gate => (gate.Gate, Prompt: prompts[gate.Gate.PromptId]))
                .Select(row => new Item(row.Prompt.Key, row.Gate.Kind, row.Gate.Number, row.Gate.Rules, row.Prompt.LatestNumber, row.Prompt.Holds))
                .OrderBy(item => item.PromptKey, StringComparer.Ordinal).ThenBy(item => item.Kind),
        ]);
    }
}
