using System.CommandLine;
using OpsConsole.Core.Data;

namespace OpsConsole.Cli.Db;

internal static class DbScript
{
    public static async Task<int> RunAsync(DatabaseMigrations migrations, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        await console.Output.WriteAsync(migrations.Script().AsMemory(), cancellationToken);
        return 0;
    }
}
