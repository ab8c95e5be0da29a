using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Benchmarks;

/// <summary>Every benchmark that has a schedule.</summary>
public sealed class ListSchedules(IDbContextFactory<OpsDbContext> contexts) : IUseCase
{
    public sealed record Schedule(string BenchmarkKey, string Cron, string TimeZone);

    public async Task<Result<IReadOnlyList<Schedule>>> HandleAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!actor.Can(Permission.Read))
        {
            return Error.Denied(Permission.Read);
        }

        await using var context = await contexts.CreateDbContextAsync(cancellationToken);
        return await context.Benchmarks
            .Where(row => row.Cron != null)
            .OrderBy(row => row.Id)
            .Select(row => new Schedule(row.Key, row.Cron!, row.TimeZone ?? "UTC"))
            .ToListAsync(cancellationToken);
    }
}
