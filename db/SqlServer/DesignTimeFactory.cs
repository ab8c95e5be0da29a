using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.SqlServer;

/// <summary>Lets <c>dotnet ef</c> write migrations; it never connects.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<OpsDbContext>
{
    public OpsDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        new SqlServerDatabase().Configure(options, "Server=design-time;Database=OpsConsole");
        return new OpsDbContext(options.Options);
    }
}
