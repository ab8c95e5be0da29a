using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OpsConsole.Db.Tests.Translation;
using Xunit;

namespace OpsConsole.Db.Tests.Migrations;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("SqlServer", MigrationsSqlGenerationOptions.Idempotent)]
    [InlineData("PostgreSql", MigrationsSqlGenerationOptions.Idempotent)]
    [InlineData("Sqlite", MigrationsSqlGenerationOptions.NoTransactions)]
    public void Script_UnderDbScripts_IsWhatTheMigrationsSay(string engine, MigrationsSqlGenerationOptions options)
    {
        using var context = MigrationTests.Offline(engine).CreateDbContext();

        var script = context.GetService<IMigrator>().GenerateScript(options: options);

        Assert.Equal(script.ReplaceLineEndings("\n").TrimEnd(), Stored(engine).TrimEnd());
    }

    [Fact]
    public void Script_ForSqlServer_IsValidTSql()
    {
        var script = Stored("SqlServer");

        Assert.Contains("CREATE TABLE", script, StringComparison.Ordinal);
        Assert.Empty(TSql.Faults(script));
    }

    private static string Stored(string engine) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scripts", $"{engine.ToLowerInvariant()}.sql")).ReplaceLineEndings("\n");
}
