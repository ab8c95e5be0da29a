using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Db.Sqlite;
using Xunit;

namespace OpsConsole.Db.Tests.Startup;

/// <summary>A console's database file in a folder of its own, set up as a host sets it up.</summary>
internal sealed class SqliteFile : IDisposable
{
    private readonly ServiceProvider _services;

    public SqliteFile()
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection([new(DatabaseOptions.ConnectionKey, "Data Source=data/ops.db;Default Timeout=1")]).Build();
        _services = new ServiceCollection()
            .AddLogging()
            .AddOpsConsoleData(configuration, [new SqliteDatabase()], Folder)
            .BuildServiceProvider();
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("opsconsole-start-").FullName;

    public string Path => System.IO.Path.Combine(Folder, "data", "ops.db");

    public Task<Result> PrepareAsync() => _services.GetRequiredService<DatabaseStartup>().PrepareAsync(TestContext.Current.CancellationToken);

    public OpsDbContext Open() => _services.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContext();

    /// <summary>Runs SQL past the console, as another program would.</summary>
    public object? Execute(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }

    /// <summary>Closes the pooled connections of this file, and of no other: another test may count on the state of its own.</summary>
    public void Release()
    {
        using var context = Open();
        SqliteConnection.ClearPool((SqliteConnection)context.Database.GetDbConnection());
    }

    public void Dispose()
    {
        Release();
        _services.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
