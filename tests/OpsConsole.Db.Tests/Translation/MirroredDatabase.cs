using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Data;
using OpsConsole.Db.Sqlite;

namespace OpsConsole.Db.Tests.Translation;

/// <summary>A SQLite database in memory that has each query translated for SQL Server as well, and shows it the SQL that Core wrote by hand.</summary>
internal sealed class MirroredDatabase : IDbContextFactory<OpsDbContext>, IDisposable
{
    private readonly SqliteConnection _keepAlive = new($"Data Source=file:{Guid.NewGuid():N}?mode=memory&cache=shared");
    private readonly DbContextOptions<OpsDbContext> _options;

    public MirroredDatabase()
    {
        _keepAlive.Open();
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        new SqliteDatabase().Configure(options, _keepAlive.ConnectionString);
        using (var plain = new OpsDbContext(options.Options))
        {
            plain.Database.EnsureCreated();
        }

#pragma warning disable EF1001 // See MirroringQueryCompiler.
        _options = options
            .ReplaceService<IQueryCompiler, MirroringQueryCompiler>()
            .UseApplicationServiceProvider(new ServiceCollection().AddSingleton(Mirror).BuildServiceProvider())
            .AddInterceptors(new HandWritten(Mirror))
            .Options;
#pragma warning restore EF1001
    }

    public SqlServerMirror Mirror { get; } = new();

    public OpsDbContext CreateDbContext() => new(_options);

    public void Dispose() => _keepAlive.Dispose();

    private sealed class HandWritten(SqlServerMirror mirror) : DbCommandInterceptor
    {
        public override DbCommand CommandInitialized(CommandEndEventData eventData, DbCommand result)
        {
            if (eventData.CommandSource is CommandSource.ExecuteSqlRaw or CommandSource.FromSqlQuery)
            {
                mirror.WriteDown(result.CommandText);
            }

            return result;
        }
    }
}
