using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Data;
using OpsConsole.Db.PostgreSql;
using OpsConsole.Db.Sqlite;
using OpsConsole.Db.SqlServer;

namespace OpsConsole.Cli.Db;

/// <summary>The command line's database: the same settings as the console's, from the current folder and the environment.</summary>
internal static class DbServices
{
    public static ServiceProvider Build(string? provider, string? connection)
    {
        var folder = Directory.GetCurrentDirectory();
        var configuration = new ConfigurationBuilder()
            .AddJsonFile(Path.Combine(folder, "appsettings.json"), optional: true)
            .AddEnvironmentVariables()
            .AddInMemoryCollection(Given((DatabaseOptions.ProviderKey, provider), (DatabaseOptions.ConnectionKey, connection)))
            .Build();
        return new ServiceCollection()
            .AddLogging()
            .AddOpsConsoleData(configuration, [new SqliteDatabase(), new SqlServerDatabase(), new PostgreSqlDatabase()], folder)
            .BuildServiceProvider();
    }

    private static Dictionary<string, string?> Given(params (string Key, string? Value)[] options) =>
        options.Where(option => option.Value is not null).ToDictionary(option => option.Key, option => option.Value);
}
