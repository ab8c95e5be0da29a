using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using OpsConsole.Db.Tests.Startup;
using OpsConsole.Db.Tests.Translation;
using Xunit;

namespace OpsConsole.Db.Tests.Migrations;

public sealed class ScriptTests
{
    [Theory]
    [InlineData("SqlServer")]
    [InlineData("PostgreSql")]
    public void Script_UnderDbScripts_IsWhatTheMigrationsSay(string engine)
    {
        using var context = MigrationTests.Offline(engine).CreateDbContext();

        var script = context.GetService<IMigrator>().GenerateScript(options: MigrationsSqlGenerationOptions.Idempotent);

        Assert.Equal(script.ReplaceLineEndings("\n").TrimEnd(), Stored(engine).TrimEnd());
    }

    [Fact]
    public async Task Script_OfANewSqliteDatabase_MakesWhatTheMigrationsMake()
    {
        using var file = new SqliteFile();
        await file.PrepareAsync();
        using var migrated = new SqliteFile();
        Directory.CreateDirectory(Path.GetDirectoryName(migrated.Path)!);
        await using (var context = migrated.Open())
            await context.Database.MigrateAsync(TestContext.Current.CancellationToken);

        Assert.Equal(Shape(migrated), Shape(file));
        Assert.Equal(migrated.Execute(History), file.Execute(History));
    }

    [Fact]
    public void Script_ForSqlServer_IsValidTSql()
    {
        var script = Stored("SqlServer");

        Assert.Contains("CREATE TABLE", script, StringComparison.Ordinal);
        Assert.Empty(TSql.Faults(script));
    }

    private const string History = """SELECT group_concat("MigrationId") FROM "__EFMigrationsHistory" ORDER BY "MigrationId" """;

    // Tables with their columns, foreign keys and indexes, but not the order of columns: one that was added later stands last.
    private static string[] Shape(SqliteFile file) => $"{file.Execute(Columns)}\n{file.Execute(Keys)}\n{file.Execute(Indexes)}".Split('\n');

    private const string Columns = """
        SELECT group_concat(line, char(10)) FROM (SELECT t.name || '.' || c.name || ' ' || c.type || ' ' || c."notnull" || ' ' || c.pk AS line
        FROM sqlite_master t, pragma_table_info(t.name) c WHERE t.type = 'table' AND t.name <> '__EFMigrationsLock' ORDER BY 1)
        """;

    private const string Keys = """
        SELECT group_concat(line, char(10)) FROM (SELECT t.name || '.' || k."from" || ' -> ' || k."table" || '.' || k."to" || ' ' || k.on_delete AS line
        FROM sqlite_master t, pragma_foreign_key_list(t.name) k WHERE t.type = 'table' ORDER BY 1)
        """;

    private const string Indexes = """
        SELECT group_concat(line, char(10)) FROM (SELECT sql AS line FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL ORDER BY name)
        """;

    private static string Stored(string engine) =>
        File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "scripts", $"{engine.ToLowerInvariant()}.sql")).ReplaceLineEndings("\n");
}
