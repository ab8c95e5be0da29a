using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpsConsole.Core.Data;
using OpsConsole.Db.Sqlite;

namespace OpsConsole.Tests.Shared;

/// <summary>A real SQLite file with the console's own settings, for what several connections do at once. Removed at the end.</summary>
public sealed class FileDatabase : IDbContextFactory<OpsDbContext>, IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("opsconsole-test");
    private readonly DbContextOptions<OpsDbContext> _options;

    /// <param name="migrated">Made by the migrations, as the console makes its own; otherwise straight from the model, which is quicker.</param>
    public FileDatabase(bool migrated = false, params IInterceptor[] interceptors)
    {
        ConnectionString = $"Data Source={Path.Combine(_folder.FullName, "test.db")}";
        var builder = new DbContextOptionsBuilder<OpsDbContext>();
        new SqliteDatabase().Configure(builder, ConnectionString);
        _options = builder.AddInterceptors(interceptors).Options;
        using var context = CreateDbContext();
        if (migrated)
            context.Database.Migrate();
        else
            context.Database.EnsureCreated();
    }

    public string ConnectionString { get; }

    public OpsDbContext CreateDbContext() => new(_options);

    public void Dispose()
    {
        using var connection = new SqliteConnection(ConnectionString);
        SqliteConnection.ClearPool(connection);
        SqliteConnection.ClearAllPools();
        _folder.Delete(recursive: true);
    }
}
