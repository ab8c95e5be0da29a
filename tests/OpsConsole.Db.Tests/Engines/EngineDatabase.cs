using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.Tests.Engines;

/// <summary>A database of one engine; the one that all specs share is migrated, and each spec makes rows of its own.</summary>
public sealed class EngineDatabase(IDatabaseProvider provider, string connectionString) : IDbContextFactory<OpsDbContext>
{
    public IDatabaseProvider Provider => provider;

    /// <summary>A database on the same server that does not exist yet.</summary>
    public EngineDatabase Beside(string name)
    {
        var connection = new DbConnectionStringBuilder { ConnectionString = connectionString };
        connection[connection.ContainsKey("Initial Catalog") ? "Initial Catalog" : "Database"] = name;
        return new EngineDatabase(provider, connection.ConnectionString);
    }

    public OpsDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        provider.Configure(options, connectionString);
        return new OpsDbContext(options.Options);
    }
}
