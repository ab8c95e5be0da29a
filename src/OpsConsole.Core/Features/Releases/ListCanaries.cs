using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>What rolls out now, the longest first: on which share of subjects, and what the guardrails say. One query.</summary>
public sealed class ListCanaries(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public const int ListedMost = 100;

    /// <param name="LiveNumber">The version that the other subjects get.</param>
    /// <param name="Guardrails">As last measured; empty before the first time.</param>
    public sealed record Item(
        int Id, string PromptKey, int Version, int? LiveNumber, string Label, string SystemKey, string SystemName, int Tier, int Percent, bool Held, DateTime Since,
        IReadOnlyList<GuardrailFigure> Guardrails, DateTime? MeasuredAt)
    {
        public string Key => Release.KeyOf(Id);

        /// <summary>Of all guardrails together: one breach breaches, one that waits leaves it open.</summary>
        public GuardrailState State =>
            Guardrails.Any(figure => figure.State == GuardrailState.Breached) ? GuardrailState.Breached
            : Guardrails.Count == 0 || Guardrails.Any(figure => figure.State == GuardrailState.Waiting) ? GuardrailState.Waiting
            : GuardrailState.Holds;
    }

    public async Task<Result<IReadOnlyList<Item>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Releases.AsNoTracking()
            .Where(row => row.State == ReleaseState.Rolling)
            .OrderBy(row => row.RollingSince).ThenBy(row => row.Id)
            .Take(ListedMost)
            .Select(row => new Item(
                row.Id, row.Prompt!.Key, row.Version!.Number, row.LiveNumber, row.Label, row.Prompt.System!.Key, row.Prompt.System.Name, row.Tier, row.Percent ?? 0, row.Held,
                row.RollingSince ?? row.RequestedAt, row.GuardrailFigures, row.GuardrailsAt))
            .ToListAsync(cancellationToken);
    }
}
