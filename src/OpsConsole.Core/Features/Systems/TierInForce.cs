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
    public static async Task<EffectiveTier> LoadAsync(OpsDbContext context, AiSystem system, DateTime now, CancellationToken cancellationToken)
    {
        var approved = await context.TierLowerings.AsNoTracking()
            .Where(row => row.SystemId == system.Id && row.State == TierLoweringState.Approved && row.ValidUntil > now)
            .ToListAsync(cancellationToken);
        return Of(system, approved, now);
    }

    /// <summary>The newest one counts. What was approved for a T3 says nothing about the T4 that the factors have since become.</summary>
    public static EffectiveTier Of(AiSystem system, IEnumerable<TierLowering> lowerings, DateTime now)
    {
        var computed = system.Tier;
        var newest = computed.Blocked ? null : lowerings.Where(row => row.IsInForce(now)).MaxBy(row => row.Id);
        return newest is not null && newest.FromLevel >= computed.Level && newest.ToLevel < computed.Level
            ? new EffectiveTier(newest.ToLevel, computed, newest)
            : new EffectiveTier(computed.Level, computed, null);
    }
}
