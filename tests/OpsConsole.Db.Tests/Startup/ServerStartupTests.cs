using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using OpsConsole.Core.Data;
using OpsConsole.Db.PostgreSql;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.Startup;

/// <summary>A server's schema belongs to its administrators: the console looks, and migrates only when it is told to.</summary>
public sealed class ServerStartupTests(EngineDatabases engines)
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public async Task Prepare_EmptyDatabase_SaysByHowMuchItIsBehindAndChangesNothing(string engine)
    {
        var database = await NewAsync(engine);
        var (startup, migrations) = Services(database);

        var refused = await startup.PrepareAsync(Cancelled);

        Assert.Equal("database.behind", refused.Error?.Code);
        Assert.Contains("opsconsole db migrate", refused.Error!.Message, StringComparison.Ordinal);
        Assert.Empty((await migrations.StatusAsync(Cancelled)).Value.Applied);

        Assert.True((await migrations.MigrateAsync(Cancelled)).IsOk);
        Assert.True((await startup.PrepareAsync(Cancelled)).IsOk);
        await DropAsync(database);
    }

    [Theory]
    [InlineData("PostgreSql")]
    [InlineData("SqlServer")]
    public async Task Script_RunTwiceByADba_MakesTheDatabaseReady(string engine)
    {
        var database = await NewAsync(engine);
        var (startup, migrations) = Services(database);
        await using (var context = database.CreateDbContext())
        {
            await context.GetService<IRelationalDatabaseCreator>().CreateAsync(Cancelled);
            var batches = engine == "SqlServer" ? migrations.Script().ReplaceLineEndings("\n").Split("\nGO\n") : [migrations.Script()];
            foreach (var batch in batches.Concat(batches).Where(batch => !string.IsNullOrWhiteSpace(batch)))
            {
                await using var command = context.Database.GetDbConnection().CreateCommand();
                command.CommandText = batch;
                await context.Database.OpenConnectionAsync(Cancelled);
                await command.ExecuteNonQueryAsync(Cancelled);
            }
        }

        Assert.True((await startup.PrepareAsync(Cancelled)).IsOk);
        await DropAsync(database);
    }

    [Fact]
    public async Task Prepare_ServerThatIsNotThere_SaysWhichAndWhy()
    {
        var nowhere = new NpgsqlConnectionStringBuilder { Host = "127.0.0.1", Port = 1, Username = "ops", Timeout = 2 }.ConnectionString;

        var refused = await Services(new EngineDatabase(new PostgreSqlDatabase(), nowhere)).Startup.PrepareAsync(Cancelled);

        Assert.Equal("database.unusable", refused.Error?.Code);
        Assert.Contains("127.0.0.1:1", refused.Error!.Message, StringComparison.Ordinal);
    }

    private static (DatabaseStartup Startup, DatabaseMigrations Migrations) Services(EngineDatabase database)
    {
        var migrations = new DatabaseMigrations(database, database.Provider, NullLogger<DatabaseMigrations>.Instance);
        return (new DatabaseStartup(migrations, database.Provider), migrations);
    }

    private static async Task DropAsync(EngineDatabase database)
    {
        await using var context = database.CreateDbContext();
        await context.Database.EnsureDeletedAsync(Cancelled);
    }

    private async Task<EngineDatabase> NewAsync(string engine) => (await engines.UseAsync(engine)).Beside($"opsconsole_test_{Guid.NewGuid():N}");
}
