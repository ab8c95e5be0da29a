using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.Migrations;

public sealed class MigrationTests(EngineDatabases engines)
{
    [Theory]
    [MemberData(nameof(EngineDatabases.All), MemberType = typeof(EngineDatabases))]
    public void Model_AgainstTheLastMigration_HasNoPendingChange(string engine)
    {
        using var context = Offline(engine).CreateDbContext();

        Assert.NotEmpty(context.Database.GetMigrations());
        Assert.False(context.Database.HasPendingModelChanges(), $"The model has changed: run db/add-migration.sh NAME ({engine}).");
    }

    [Theory]
    [MemberData(nameof(EngineDatabases.All), MemberType = typeof(EngineDatabases))]
    public async Task Migrate_FromNothing_AppliesEveryMigration(string engine)
    {
        await using var context = (await engines.UseAsync(engine)).CreateDbContext();

        Assert.Equal(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync(TestContext.Current.CancellationToken));
    }

    internal static EngineDatabase Offline(string engine)
    {
        var provider = EngineDatabases.Providers.Single(provider => provider.Name == engine);
        return new EngineDatabase(provider, engine switch { "PostgreSql" => "Host=offline", "SqlServer" => "Server=offline", _ => "Data Source=offline.db" });
    }
}
