using System.CommandLine;
using OpsConsole.Core.Data;

namespace OpsConsole.Cli.Db;

internal static class DbMigrate
{
    public static async Task<int> RunAsync(DatabaseMigrations migrations, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var migrated = await migrations.MigrateAsync(cancellationToken);
        if (!migrated.IsOk)
        {
            await console.Error.WriteLineAsync(migrated.Error.Message);
            return 1;
        }

        await console.Output.WriteLineAsync($"The database is up to date. Last migration: {migrated.Value.Applied[^1]}.");
        return 0;
    }
}
