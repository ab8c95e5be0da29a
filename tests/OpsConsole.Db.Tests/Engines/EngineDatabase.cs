using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.Tests.Engines;

/// <summary>A migrated database of one engine, shared by all specs: each spec makes rows of its own.</summary>
public sealed class EngineDatabase(IDatabaseProvider provider, string connectionString) : IDbContextFactory<OpsDbContext>
{
    public IDatabaseProvider Provider => provider;

    public OpsDbContext CreateDbContext()
    {
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        provider.Configure(options, connectionString);
        return new OpsDbContext(options.Options);
    }
}
