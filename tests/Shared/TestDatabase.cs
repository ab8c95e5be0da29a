using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Db.Sqlite;

namespace OpsConsole.Tests.Shared;

/// <summary>A real SQLite database in memory, alive as long as this object.</summary>
public sealed class TestDatabase : IDbContextFactory<OpsDbContext>, IDisposable
{
    private readonly SqliteConnection _keepAlive;
    private readonly DbContextOptions<OpsDbContext> _options;

    public TestDatabase()
    {
        var connectionString = $"Data Source=file:{Guid.NewGuid():N}?mode=memory&cache=shared";
        _keepAlive = new SqliteConnection(connectionString);
        _keepAlive.Open();
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        new SqliteDatabase().Configure(options, connectionString);
        _options = options.Options;
        using var context = CreateDbContext();
        context.Database.EnsureCreated();
    }

    public OpsDbContext CreateDbContext() => new(_options);

    public void Dispose() => _keepAlive.Dispose();
}
