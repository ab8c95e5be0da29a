using System.Data.Common;
using Microsoft.EntityFrameworkCore;

namespace OpsConsole.Core.Data;

/// <summary>One database engine: how the context reaches it, and what it needs before first use. Implemented under <c>db/</c>.</summary>
public interface IDatabaseProvider
{
    /// <summary>The value of <c>Database:Provider</c>: <c>Sqlite</c>, <c>SqlServer</c> or <c>PostgreSql</c>.</summary>
    string Name { get; }

    /// <summary>True where the console creates and migrates the database by itself at start.</summary>
    bool MigratesAtStart { get; }

    /// <summary>Used when no connection string is configured; null where there is no sensible default.</summary>
    string? DefaultConnectionString => null;

    /// <summary>Completes a connection string: an embedded database finds its file relative to <paramref name="basePath"/>.</summary>
    string Resolve(string connectionString, string basePath) => connectionString;

    void Configure(DbContextOptionsBuilder options, string connectionString);

    /// <summary>
    /// The tables of the model for an empty database; null where databases are made by their administrators. Running it takes a twentieth of what the
    /// migrations take one by one, and <c>opsconsole eval</c> makes a database for many an evaluation.
    /// </summary>
    string? NewDatabaseScript => null;

    /// <summary>Held while migrating; only needed where the engine's own migration lock outlives a killed process.</summary>
    Task<IDisposable?> LockMigrationAsync(OpsDbContext context, CancellationToken cancellationToken) => Task.FromResult<IDisposable?>(null);

    /// <summary>What a failure means to the person who runs the console; null when the engine's own words are the best there are.</summary>
    string? Explain(DbException exception) => null;
}
