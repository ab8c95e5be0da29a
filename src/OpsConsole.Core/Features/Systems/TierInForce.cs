using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>The tier that a system is treated as.</summary>
/// <param name="Level">1..4.</param>
/// <param name="Computed">What its factors say, and whether it is blocked: no lowering lifts that.</param>
/// <param name="Lowering">What lowers it now; null where the computed tier holds.</param>
public sealed record EffectiveTier(int Level, RiskTier Computed, TierLowering? Lowering)
{
    public string Name => $"T{Level}";
}

/// <summary>Computed whenever it is used, so that a lowering ends at its hour without any job.</summary>
internal static class TierInForce
{
    public static async Task<EffectiveTier> LoadAsync(OpsDbContext context, AiSystem system, DateTime now, CancellationToken cancellationToken) =>
        Of(system, await ApprovedAsync(context, [system.Id], now, cancellationToken), now);

    public static EffectiveTier Of(AiSystem system, IEnumerable<TierLowering> lowerings, DateTime now)
    {
        var computed = system.Tier;
        return !computed.Blocked && Permitted(system, lowerings, now) is { } lowering
            ? new EffectiveTier(lowering.ToLevel, computed, lowering)
            : new EffectiveTier(computed.Level, computed, null);
    }

    /// <summary>Approved and not yet ended, for all of the systems in one query.</summary>
    public static async Task<IReadOnlyList<TierLowering>> ApprovedAsync(OpsDbContext context, IReadOnlyCollection<int> systemIds, DateTime now, CancellationToken cancellationToken) =>
        await context.TierLowerings.AsNoTracking()
            .Where(row => systemIds.Contains(row.SystemId) && row.State == TierLoweringState.Approved && row.ValidUntil > now)
            .ToListAsync(cancellationToken);

    /// <summary>
    /// How far down a system may be treated, and its factors restated: the newest lowering counts. What was approved for a T3 says nothing about
    /// the T4 that the factors have since become.
    /// </summary>
    public static TierLowering? Permitted(AiSystem system, IEnumerable<TierLowering> lowerings, DateTime now)
    {
        var newest = lowerings.Where(row => row.SystemId == system.Id && row.IsInForce(now)).MaxBy(row => row.Id);
        return newest is not null && newest.FromLevel >= system.Tier.Level && newest.ToLevel < system.Tier.Level ? newest : null;
    }
}
