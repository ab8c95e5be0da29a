using Microsoft.Data.SqlClient;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using OpsConsole.Core.Data;

namespace OpsConsole.Db.SqlServer;

/// <summary>Microsoft SQL Server and Azure SQL. Migrated by <c>opsconsole db migrate</c> or by a DBA's script.</summary>
public sealed class SqlServerDatabase : IDatabaseProvider
{
    public string Name => "SqlServer";

    public bool MigratesAtStart => false;

    public string Resolve(string connectionString, string basePath) => new SqlConnectionStringBuilder(connectionString).ConnectionString;

    public void Configure(DbContextOptionsBuilder options, string connectionString) => options
        .UseSqlServer(connectionString, server => server.MigrationsAssembly(typeof(SqlServerDatabase).Assembly.GetName().Name))
        .ReplaceService<IModelCustomizer, ExactKeys>();
}
