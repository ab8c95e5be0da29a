using System.CommandLine;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpsConsole.Core.Data;

namespace OpsConsole.Cli.Db;

/// <summary><c>opsconsole db</c>: look at, migrate or script the console's database.</summary>
internal static class DbCommand
{
    private static readonly Option<string?> Provider = new("--provider")
    {
        Description = $"Sqlite, SqlServer or PostgreSql; otherwise {DatabaseOptions.ProviderKey} from appsettings.json or the environment.",
        Recursive = true,
    };

    private static readonly Option<string?> Connection = new("--connection")
    {
        Description = $"Connection string; otherwise {DatabaseOptions.ConnectionKey} from appsettings.json or the environment.",
        Recursive = true,
    };

    public static Command Create() => new("db", "Look at, migrate or script the console's database.")
    {
        Provider,
        Connection,
        Verb("status", "Say which migrations are applied and which are missing; exit 2 when the database does not fit this program.", DbStatus.RunAsync),
        Verb("migrate", "Apply the missing migrations.", DbMigrate.RunAsync),
        Verb("script", "Print the whole schema as SQL, for a DBA to read and run.", DbScript.RunAsync),
    };

    private static Command Verb(string name, string description, Func<DatabaseMigrations, InvocationConfiguration, CancellationToken, Task<int>> run)
    {
        var command = new Command(name, description);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            try
            {
                await using var services = DbServices.Build(parsed.GetValue(Provider), parsed.GetValue(Connection));
                return await run(services.GetRequiredService<DatabaseMigrations>(), parsed.InvocationConfiguration, cancellationToken);
            }
            catch (OptionsValidationException fault)
            {
                await parsed.InvocationConfiguration.Error.WriteLineAsync(fault.Message);
                return 1;
            }
        });
        return command;
    }
}
