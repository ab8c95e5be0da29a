using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.PostgreSql;

/// <summary>Lets <c>dotnet ef</c> write migrations; it never connects.</summary>
public sealed class DesignTimeFactory : IDesignTimeDbContextFactory<OpsDbContext>
{
    public OpsDbContext CreateDbContext(string[] args)
    {
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        new PostgreSqlDatabase().Configure(options, "Host=design-time;Database=opsconsole");
        return new OpsDbContext(options.Options);
    }
}
