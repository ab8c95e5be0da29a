using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>The tier of one system: what it is treated as, which factor decided, and every lowering that was asked for, newest first.</summary>
public sealed class GetSystemTier(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    private const int ListedMost = 50;

    public sealed record Record(EffectiveTier Tier, IReadOnlyList<FactorScore> Factors, IReadOnlyList<TierLowering> Lowerings)
    {
        /// <summary>The one that waits for a decision.</summary>
        public TierLowering? Open => Lowerings.FirstOrDefault(row => row.State == TierLoweringState.Requested);
    }

    public async Task<Result<Record>> HandleAsync(string key, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var system = await context.Systems.AsNoTracking().SingleOrDefaultAsync(row => row.Key == key, cancellationToken);
        if (system is null)
            return SystemErrors.NotFound(key);

        var lowerings = await context.TierLowerings.AsNoTracking()
            .Where(row => row.SystemId == system.Id)
            .OrderByDescending(row => row.Id)
            .Take(ListedMost)
            .ToListAsync(cancellationToken);
        return new Record(TierInForce.Of(system, lowerings, clock.GetUtcNow().UtcDateTime), RiskTier.Scores(SystemFacts.Of(system).Factors), lowerings);
    }
}
