using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using OpsConsole.Core.Data;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.Startup;

public sealed class DatabaseOptionsTests
{
    [Fact]
    public void Read_NothingConfigured_IsSqliteUnderTheBasePath()
    {
        var options = Read([]);

        Assert.Equal("Sqlite", options.Provider.Name);
        Assert.Contains(Path.GetFullPath("/srv/ops/.data/opsconsole.db"), options.ConnectionString, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("MySql", null, "Database:Provider is 'MySql'. Allowed values: Sqlite, SqlServer, PostgreSql.")]
    [InlineData("SqlServer", null, "ConnectionStrings:OpsConsole is empty. SqlServer needs a connection string.")]
    [InlineData("PostgreSql", "Hots=x", "ConnectionStrings:OpsConsole is not a connection string for PostgreSql")]
    [InlineData("Sqlite", "Fiel=x", "ConnectionStrings:OpsConsole is not a connection string for Sqlite")]
    public void Read_FaultySetting_NamesTheKeyAndWhatItMayHold(string provider, string? connection, string words)
    {
        var fault = Assert.Throws<OptionsValidationException>(() => Read(new() { [DatabaseOptions.ProviderKey] = provider, [DatabaseOptions.ConnectionKey] = connection }));

        Assert.Contains(words, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AddOpsConsoleData_Composed_OffersAFactoryAndNoScopedContext()
    {
        using var services = new ServiceCollection().AddOpsConsoleData(new ConfigurationBuilder().Build(), EngineDatabases.Providers, "/srv/ops").BuildServiceProvider();
        using var scope = services.CreateScope();

        Assert.NotNull(scope.ServiceProvider.GetService<IDbContextFactory<OpsDbContext>>());
        Assert.Null(scope.ServiceProvider.GetService<OpsDbContext>());
    }

    private static DatabaseOptions Read(Dictionary<string, string?> settings) =>
        DatabaseOptions.Read(new ConfigurationBuilder().AddInMemoryCollection(settings).Build(), EngineDatabases.Providers, "/srv/ops");
}
