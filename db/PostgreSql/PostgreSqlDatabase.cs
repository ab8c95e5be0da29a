using Microsoft.EntityFrameworkCore;
using Npgsql;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.PostgreSql;

/// <summary>PostgreSQL. Migrated by <c>opsconsole db migrate</c> or by a DBA's script.</summary>
public sealed class PostgreSqlDatabase : IDatabaseProvider
{
    private static readonly StorableText Text = new();

    public string Name => "PostgreSql";

    public bool MigratesAtStart => false;

    public string Resolve(string connectionString, string basePath) => new NpgsqlConnectionStringBuilder(connectionString).ConnectionString;

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseNpgsql(connectionString, server => server.MigrationsAssembly(typeof(PostgreSqlDatabase).Assembly.GetName().Name))
        .AddInterceptors(Text);
}
