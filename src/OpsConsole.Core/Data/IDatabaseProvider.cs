using Microsoft.EntityFrameworkCore;

namespace OpsConsole.Core.Data;

/// <summary>One database engine: how the context reaches it, and what it needs before first use. Implemented under <c>db/</c>.</summary>
public interface IDatabaseProvider
{
    /// <summary>The value of <c>Database:Provider</c>: <c>Sqlite</c>, <c>SqlServer</c> or <c>PostgreSql</c>.</summary>
    string Name { get; }

    /// <summary>True where the console may create and migrate the database by itself at start.</summary>
    bool MigratesAtStart { get; }

    void Configure(DbContextOptionsBuilder options, string connectionString);
}
