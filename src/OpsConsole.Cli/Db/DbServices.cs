using System.Data.Common;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Data;
using OpsConsole.Db.PostgreSql;
using OpsConsole.Db.Sqlite;
using OpsConsole.Db.SqlServer;

namespace OpsConsole.Cli.Db;

/// <summary>The one place that names the engines.</summary>
internal static class DbServices
{
    /// <summary>The console's own database: the same settings as the console's, from the current folder and the environment.</summary>
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

    /// <summary>A SQLite file of the command line's own.</summary>
    public static IServiceCollection AddDatabaseFile(this IServiceCollection services, string path)
    {
        var connection = new DbConnectionStringBuilder { ["Data Source"] = path }.ConnectionString;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(Given((DatabaseOptions.ConnectionKey, connection))).Build();
        return services.AddOpsConsoleData(configuration, [new SqliteDatabase()], Path.GetDirectoryName(path)!);
    }

    /// <summary>What a failure of that file means to its user; null where the engine's own words are the best there are.</summary>
    public static string? Explain(DbException fault) => new SqliteDatabase().Explain(fault);

    private static Dictionary<string, string?> Given(params (string Key, string? Value)[] options) =>
        options.Where(option => option.Value is not null).ToDictionary(option => option.Key, option => option.Value);
}
