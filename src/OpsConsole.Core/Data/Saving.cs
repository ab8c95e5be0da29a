using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Data;

/// <summary>Saves that answer with a refusal where somebody else was first.</summary>
internal static class Saving
{
    /// <summary>
    /// Saves a new row unless a rival holds its key. Each engine reports a broken unique index in its own way, so a failed
    /// save asks again for the rival instead of reading the engine's error.
    /// </summary>
    public static async Task<Error?> SaveUnlessTakenAsync<T>(this OpsDbContext context, IQueryable<T> rival, Error taken, CancellationToken cancellationToken)
    {
        if (await rival.AnyAsync(cancellationToken))
            return taken;

        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateException failure) when (failure is not DbUpdateConcurrencyException)
        {
            if (await rival.AnyAsync(cancellationToken))
                return taken;
            throw;
        }
    }

    /// <summary>Saves an edited row as the next revision after the one that the editor saw.</summary>
    public static async Task<Error?> SaveRevisionAsync<T>(this OpsDbContext context, T row, int expectedRevision, CancellationToken cancellationToken)
        where T : class, IRevisioned
    {
        // Marked as changed even where only its children are, so that two editors of the children meet here.
        var revision = context.Entry(row).Property(entity => entity.Revision);
        revision.OriginalValue = expectedRevision;
        revision.IsModified = true;
        try
        {
            await context.SaveChangesAsync(cancellationToken);
            return null;
        }
        catch (DbUpdateConcurrencyException)
        {
            return Error.Conflict("common.changed-meanwhile", "Somebody else changed this after you opened it. Load it again and repeat your change.");
        }
    }

    /// <summary>
    /// Repeats a read-then-write whose rows somebody else changed in between, each time with a fresh context.
    /// Five writers in a row ahead of one is a machine in trouble, and its own exception tells more than a refusal would.
    /// </summary>
    public static async Task<T> RetryOnConflictAsync<T>(
        this IDbContextFactory<OpsDbContext> contexts, Func<OpsDbContext, Task<T>> attempt, CancellationToken cancellationToken)
    {
        for (var left = 5; ; left--)
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            try
            {
                return await attempt(context);
            }
            catch (Exception fault) when (left > 0 && IsRivals(fault))
            {
                // The next attempt reads what the other writer left.
            }
        }
    }

    /// <summary>Npgsql hands a save that lost a deadlock on inside an advice to use its own retries.</summary>
    private static bool IsRivals(Exception fault) => fault is DbUpdateException or InvalidOperationException { InnerException: DbUpdateException };
}
