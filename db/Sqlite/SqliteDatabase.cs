using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.Sqlite;

/// <summary>The embedded default: one file, migrated by the console itself at start.</summary>
public sealed class SqliteDatabase : IDatabaseProvider
{
    public string Name => "Sqlite";

    public bool MigratesAtStart => true;

    public void Configure(DbContextOptionsBuilder options, string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, Pooling = true };
        options.UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name));
    }
}
