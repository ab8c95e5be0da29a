using System.CommandLine;
using OpsConsole.Core.Data;

namespace OpsConsole.Cli.Db;

internal static class DbStatus
{
    public static async Task<int> RunAsync(DatabaseMigrations migrations, InvocationConfiguration console, CancellationToken cancellationToken)
    {
        var status = await migrations.StatusAsync(cancellationToken);
        if (!status.IsOk)
        {
            await console.Error.WriteLineAsync(status.Error.Message);
            return 1;
        }

        foreach (var (state, names) in new[] { ("applied", status.Value.Applied), ("missing", status.Value.Pending), ("newer", status.Value.Unknown) })
        {
            foreach (var name in names)
            {
                await console.Output.WriteLineAsync($"{state}  {name}");
            }
        }

        return status.Value.Pending.Count + status.Value.Unknown.Count == 0 ? 0 : 2;
    }
}
