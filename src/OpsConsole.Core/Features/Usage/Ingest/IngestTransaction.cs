using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Features.Usage.Ingest;

internal static class IngestTransaction
{
    /// <summary>
    /// All of a batch or nothing of it, repeated when a rival was first: statements outside a save report that in each engine's own words,
    /// and what they say is made one thing here.
    /// </summary>
    public static Task<T> IngestAsync<T>(this IDbContextFactory<OpsDbContext> contexts, Func<OpsDbContext, Task<T>> store, CancellationToken cancellationToken) =>
        contexts.RetryOnConflictAsync(
            async context =>
            {
                try
                {
                    await using var transaction = await context.Database.BeginTransactionAsync(cancellationToken);
                    var answer = await store(context);
                    await transaction.CommitAsync(cancellationToken);
                    return answer;
                }
                catch (Exception fault) when (fault is DbException or InvalidOperationException { InnerException: DbException })
                {
                    throw new DbUpdateException("The batch was not stored.", fault);
                }
            },
            cancellationToken);
}
