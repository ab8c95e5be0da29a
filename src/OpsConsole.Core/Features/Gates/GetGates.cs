using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Gates;

/// <summary>The gates of a prompt with their editions, and what the newest version has to show for each.</summary>
public sealed class GetGates(IDbContextFactory<OpsDbContext> contexts, EvidenceCollector collector, TimeProvider clock) : IUseCase
{
    public const int ListedEditions = 20;

    /// <param name="LatestVersion">The version that is judged; 0 before the first.</param>
    /// <param name="LiveVersion">What relative rules are measured against.</param>
    /// <param name="Exceptions">In force over the evidence of the newest version.</param>
    public sealed record Details(
        string PromptKey, string PromptName, string SystemKey, string SystemName, int LatestVersion, int? LiveVersion, bool IsDemo,
        IReadOnlyList<Item> Gates, ExceptionsInForce Exceptions)
    {
        public IReadOnlyList<Evidence> Evidence => [.. Gates.Select(gate => gate.Evidence).OfType<Evidence>()];
    }

    /// <param name="Current">In force; null where none is attached.</param>
    /// <param name="Missing">Why there is no evidence.</param>
    /// <param name="Editions">Newest first, at most <see cref="ListedEditions"/>.</param>
    public sealed record Item(GateKind Kind, Edition? Current, Evidence? Evidence, string? Missing, IReadOnlyList<Edition> Editions);

    /// <param name="Rules">Empty where the gate was taken off.</param>
    public sealed record Edition(int Number, string BenchmarkKey, string BenchmarkName, IReadOnlyList<GateRule> Rules, string ChangeNote, string ByName, DateTime At);

    public async Task<Result<Details>> HandleAsync(string promptKey, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var prompt = await context.Prompts.AsNoTracking().Include(row => row.System).SingleOrDefaultAsync(row => row.Key == promptKey, cancellationToken);
        if (prompt is null)
            return PromptErrors.NotFound(promptKey);

        var editions = await EditionsAsync(context, prompt.Id, cancellationToken);
        var live = await LivePrompt.NumberAsync(context, prompt.Id, cancellationToken);
        var version = await context.PromptVersions.AsNoTracking().SingleOrDefaultAsync(row => row.PromptId == prompt.Id && row.Number == prompt.LatestNumber, cancellationToken);
        var collected = version is null
            ? new CollectedEvidence([], new Dictionary<GateKind, string>(), null)
            : await collector.CollectAsync(context, version, live, Enum.GetValues<GateKind>(), cancellationToken);
        var exceptions = version is null ? [] : await ExceptionsInForce.LoadAsync(context, prompt.Id, version.Number, cancellationToken);
        return new Details(
            prompt.Key, prompt.Name, prompt.System!.Key, prompt.System.Name, prompt.LatestNumber, live, prompt.IsDemo,
            [.. Enum.GetValues<GateKind>().Select(kind => Of(kind, [.. editions[kind]], collected))],
            ExceptionsInForce.For(prompt.Id, prompt.LatestNumber, collected.Evidence, exceptions, clock.GetUtcNow().UtcDateTime));
    }

    private static async Task<ILookup<GateKind, Edition>> EditionsAsync(OpsDbContext context, int promptId, CancellationToken cancellationToken)
    {
        var rows = await context.Gates.AsNoTracking()
            .Where(row => row.PromptId == promptId
                && row.Number > context.Gates.Where(other => other.PromptId == promptId && other.Kind == row.Kind).Max(other => other.Number) - ListedEditions)
            .OrderByDescending(row => row.Number)
            .Select(row => new { row.Kind, Edition = new Edition(row.Number, row.Benchmark!.Key, row.Benchmark.Name, row.Rules, row.ChangeNote, row.CreatedByName, row.CreatedAt) })
            .ToListAsync(cancellationToken);
        return rows.ToLookup(row => row.Kind, row => row.Edition);
    }

    private static Item Of(GateKind kind, IReadOnlyList<Edition> editions, CollectedEvidence collected) => new(
        kind,
        editions is [{ Rules.Count: > 0 } newest, ..] ? newest : null,
        collected.Evidence.FirstOrDefault(evidence => evidence.Kind == kind),
        collected.Missing.GetValueOrDefault(kind),
        editions);
}
