using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpsConsole.Core.Data;
using OpsConsole.Db.PostgreSql;
using OpsConsole.Db.Sqlite;
using OpsConsole.Db.SqlServer;
using OpsConsole.Db.Tests.Engines;
using Xunit;

[assembly: AssemblyFixture(typeof(EngineDatabases))]

namespace OpsConsole.Db.Tests.Engines;

/// <summary>The engines that the specs run on. One that is not on this machine skips its specs with the reason.</summary>
public sealed class EngineDatabases : IAsyncDisposable
{
    private readonly string _name = $"opsconsole_test_{Guid.NewGuid():N}";
    private readonly string _folder = Directory.CreateTempSubdirectory("opsconsole-db-").FullName;
    private readonly PostgreSqlServer _postgreSql = new();
    private readonly Dictionary<string, Lazy<Task<EngineDatabase>>> _databases;

    public EngineDatabases() => _databases = new()
    {
        ["Sqlite"] = new(() => MigratedAsync(new SqliteDatabase(), $"Data Source={Path.Combine(_folder, "specs.db")}")),
        ["PostgreSql"] = new(async () => await MigratedAsync(
            new PostgreSqlDatabase(), new NpgsqlConnectionStringBuilder(await _postgreSql.ConnectionStringAsync()) { Database = _name }.ConnectionString)),
        ["SqlServer"] = new(async () => await MigratedAsync(
            new SqlServerDatabase(), new SqlConnectionStringBuilder(SqlServerConnectionString()) { InitialCatalog = _name }.ConnectionString)),
    };

    public static TheoryData<string> All => new("Sqlite", "PostgreSql", "SqlServer");

    public static IReadOnlyList<IDatabaseProvider> Providers { get; } = [new SqliteDatabase(), new SqlServerDatabase(), new PostgreSqlDatabase()];

    public async Task<EngineDatabase> UseAsync(string engine) => await _databases[engine].Value;

    public async ValueTask DisposeAsync()
    {
        foreach (var database in _databases.Values.Where(database => database is { IsValueCreated: true, Value.IsCompletedSuccessfully: true }))
        {
            await using var context = (await database.Value).CreateDbContext();
            await context.Database.EnsureDeletedAsync();
        }

        await _postgreSql.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static async Task<EngineDatabase> MigratedAsync(IDatabaseProvider provider, string connectionString)
    {
        var database = new EngineDatabase(provider, connectionString);
        await using var context = database.CreateDbContext();
        await context.Database.MigrateAsync();
        return database;
    }

    private static string SqlServerConnectionString()
    {
        var connectionString = Environment.GetEnvironmentVariable("OPSCONSOLE_TEST_SQLSERVER");
        Assert.SkipWhen(string.IsNullOrEmpty(connectionString), "SQL Server: set OPSCONSOLE_TEST_SQLSERVER to the connection string of a server where databases may be created.");
        return connectionString!;
    }
}
