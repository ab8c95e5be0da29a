using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.Sqlite;

/// <summary>The embedded default: one file, migrated by the console itself at start.</summary>
public sealed class SqliteDatabase : IDatabaseProvider
{
    private static readonly UnicodeCase Case = new();

    private static readonly Lazy<string> NewDatabase = new(() =>
    {
        using var script = new StreamReader(typeof(SqliteDatabase).Assembly.GetManifestResourceStream("sqlite.sql")!);
        return script.ReadToEnd();
    });

    public string Name => "Sqlite";

    public bool MigratesAtStart => true;

    public string NewDatabaseScript => NewDatabase.Value;

    public string DefaultConnectionString => "Data Source=.data/opsconsole.db";

    public string Resolve(string connectionString, string basePath)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString);
        if (IsFile(connection))
        {
            connection.DataSource = Path.GetFullPath(connection.DataSource, basePath);
        }

        return connection.ConnectionString;
    }

    /// <summary>
    /// Each connection has its own cache: a shared one answers "table is locked" at once, whatever the timeout. A writer waits
    /// up to the command timeout for its turn (30 s unless the connection string says otherwise). The file is in WAL mode,
    /// which Entity Framework sets when it creates it, so readers never wait for the writer.
    /// </summary>
    public void Configure(DbContextOptionsBuilder options, string connectionString)
    {
        var connection = new SqliteConnectionStringBuilder(connectionString) { ForeignKeys = true, Pooling = true };
        if (IsFile(connection))
        {
            connection.Cache = SqliteCacheMode.Private;
        }

        options
            .UseSqlite(connection.ConnectionString, sqlite => sqlite.MigrationsAssembly(typeof(SqliteDatabase).Assembly.GetName().Name))
            .AddInterceptors(Case);
    }

    public async Task<IDisposable?> LockMigrationAsync(OpsDbContext context, CancellationToken cancellationToken)
    {
        var connection = new SqliteConnectionStringBuilder(context.Database.GetConnectionString());
        return IsFile(connection) ? await SqliteMigrationLock.TakeAsync(context, connection.DataSource, cancellationToken) : null;
    }

    public string? Explain(DbException exception) => exception is not SqliteException sqlite ? null : sqlite.SqliteErrorCode switch
    {
        5 or 6 => "The database is locked by another program. Close it and start again.",
        8 => "The database cannot be written: the file or its folder is read-only for this user.",
        10 => $"The disk failed while the database was used: {exception.Message}",
        11 or 26 => "The database file is damaged or not a SQLite database. Restore the last backup (docs/operations.md).",
        13 => "The disk is full. Nothing half-written is kept; free some space and try again.",
        14 => "The database file cannot be opened: its folder is missing or this user may not read and write it.",
        _ => null,
    };

    private static bool IsFile(SqliteConnectionStringBuilder connection) =>
        connection.Mode != SqliteOpenMode.Memory
        && connection.DataSource is { Length: > 0 } source
        && source != ":memory:"
        && !source.StartsWith("file:", StringComparison.Ordinal);
}
