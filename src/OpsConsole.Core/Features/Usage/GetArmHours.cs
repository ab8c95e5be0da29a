using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Releases.Guarding;
using OpsConsole.Core.Features.Usage.Ingest;
using OpsConsole.Core.Features.Usage.Model;

namespace OpsConsole.Core.Features.Usage;

/// <summary>What versions of a prompt did in the last hours, hour by hour, newest version first. One query, whatever the number of calls.</summary>
public sealed class GetArmHours(IDbContextFactory<OpsDbContext> contexts, TimeProvider clock) : IUseCase
{
    /// <param name="Versions">Empty for every version that was called.</param>
    /// <param name="Hours">How far back, the hour that is not over yet included.</param>
    public sealed record Query(string PromptKey, IReadOnlyList<int> Versions, int Hours = 48);

    /// <param name="Total">Over all the hours.</param>
    /// <param name="Hours">Oldest first, an entry for each hour; nothing happened in those that are empty.</param>
    public sealed record Arm(int Version, ArmFigures Total, IReadOnlyList<Hour> Hours);

    public sealed record Hour(DateTime Start, ArmFigures Figures);

    public async Task<Result<IReadOnlyList<Arm>>> HandleAsync(Query query, Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
            return Error.Denied(Permission.Read);

        var from = ArmKey.HourOf(clock.GetUtcNow().UtcDateTime).AddHours(1 - query.Hours);
        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        var rows = await context.ArmHours.AsNoTracking()
            .Where(row => row.PromptKey == query.PromptKey && row.Hour >= from && (query.Versions.Count == 0 || query.Versions.Contains(row.PromptVersion)))
            .ToListAsync(cancellationToken);
        return rows.GroupBy(row => row.PromptVersion).OrderByDescending(arm => arm.Key).Select(arm => Of(arm.Key, [.. arm], from, query.Hours)).ToList();
    }

    private static Arm Of(int version, IReadOnlyList<ArmHour> rows, DateTime from, int hours)
    {
        var byHour = rows.ToLookup(row => row.Hour);
        return new Arm(
            version, ArmFigures.Of(rows), [.. Enumerable.Range(0, hours).Select(number => from.AddHours(number)).Select(hour => new Hour(hour, ArmFigures.Of([.. byHour[hour]])))]);
    }
}
