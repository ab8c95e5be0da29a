using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Db.Sqlite;

namespace OpsConsole.Tests.Shared;

/// <summary>A real SQLite database in memory, alive as long as this object.</summary>
public sealed class TestDatabase : IDbContextFactory<OpsDbContext>, IDisposable
{
    // Made once and copied: hundreds of tests want an empty database.
    private static readonly Lazy<SqliteConnection> Template = new(MakeTemplate);

    private readonly SqliteConnection _keepAlive;
    private readonly DbContextOptions<OpsDbContext> _options;

    public TestDatabase()
    {
        var connectionString = $"Data Source=file:{Guid.NewGuid():N}?mode=memory&cache=shared";
        _keepAlive = new SqliteConnection(connectionString);
        _keepAlive.Open();
        lock (Template)
        {
            Template.Value.BackupDatabase(_keepAlive);
        }

        _options = OptionsFor(connectionString);
    }

    public OpsDbContext CreateDbContext() => new(_options);

    public void Dispose() => _keepAlive.Dispose();

    private static DbContextOptions<OpsDbContext> OptionsFor(string connectionString)
    {
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        new SqliteDatabase().Configure(options, connectionString);
        return options.Options;
    }

    private static SqliteConnection MakeTemplate()
    {
        const string connectionString = "Data Source=file:template?mode=memory&cache=shared";
        var template = new SqliteConnection(connectionString);
        template.Open();
        using var context = new OpsDbContext(OptionsFor(connectionString));
        context.Database.EnsureCreated();
        return template;
    }
}
