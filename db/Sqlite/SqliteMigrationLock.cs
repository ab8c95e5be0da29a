using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.Sqlite;

/// <summary>
/// Entity Framework locks a migration with a row in <c>__EFMigrationsLock</c>. A process killed in between leaves the row, and every
/// later start would wait for ever. The operating system's lock on a file beside the database ends with its process: whoever holds it
/// knows that such a row is an orphan and may delete it.
/// </summary>
internal static class SqliteMigrationLock
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static async Task<IDisposable> TakeAsync(OpsDbContext context, string databaseFile, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(databaseFile)!);
        var held = await WaitForFileAsync(databaseFile + "-migration-lock", cancellationToken);
        try
        {
            await RemoveOrphanAsync(context, cancellationToken);
            return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
    }

    // The file stays: deleting a lock file lets a third process lock a new one while a second still holds the old.
    private static async Task<FileStream> WaitForFileAsync(string path, CancellationToken cancellationToken)
    {
        for (var waited = TimeSpan.Zero; ; waited += TimeSpan.FromMilliseconds(100))
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (File.Exists(path) && waited < Patience)
            {
                await Task.Delay(100, cancellationToken);
            }
        }
    }

    // Looked for even where no migration was ever applied: the lock table is made before the first one.
    private static async Task RemoveOrphanAsync(OpsDbContext context, CancellationToken cancellationToken)
    {
        if (await context.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken)
            && await context.Database
                .SqlQuery<int>($"SELECT COUNT(*) AS Value FROM sqlite_master WHERE type = 'table' AND name = '__EFMigrationsLock'")
                .SingleAsync(cancellationToken) > 0)
        {
            await context.Database.ExecuteSqlAsync($"DELETE FROM __EFMigrationsLock", cancellationToken);
        }
    }
}
