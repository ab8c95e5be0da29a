using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Features.Systems.Model;
using Xunit;

namespace OpsConsole.Db.Tests.Startup;

public sealed class SqliteStartupTests : IDisposable
{
    private readonly SqliteFile _file = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Prepare_NoFolder_CreatesAMigratedDatabase()
    {
        var ready = await _file.PrepareAsync();

        Assert.True(ready.IsOk, ready.Error?.Message);
        await using var context = _file.Open();
        Assert.Empty(await context.Database.GetPendingMigrationsAsync(Cancelled));
    }

    [Fact]
    public async Task Prepare_Twice_KeepsTheRows()
    {
        await _file.PrepareAsync();
        await AddSystemAsync();

        Assert.True((await _file.PrepareAsync()).IsOk);

        await using var context = _file.Open();
        Assert.Equal(1, await context.Systems.CountAsync(Cancelled));
    }

    [Fact]
    public async Task Prepare_ManyAtOnce_AllEndReady()
    {
        var ready = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(_file.PrepareAsync)));

        Assert.All(ready, result => Assert.True(result.IsOk, result.Error?.Message));
    }

    [Fact]
    public async Task Open_Connection_IsDurableAndWaitsAndChecksKeys()
    {
        await _file.PrepareAsync();
        await using var context = _file.Open();

        Assert.Equal("wal", await PragmaAsync<string>(context, "SELECT journal_mode AS Value FROM pragma_journal_mode"));
        Assert.Equal(2, await PragmaAsync<int>(context, "SELECT synchronous AS Value FROM pragma_synchronous"));
        Assert.Equal(1, await PragmaAsync<int>(context, "SELECT foreign_keys AS Value FROM pragma_foreign_keys"));
        Assert.Contains("Cache=Private", context.Database.GetConnectionString(), StringComparison.Ordinal);
    }

    /// <summary>What a process leaves that is killed while it migrates: Entity Framework would wait for this row for ever.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Prepare_LockLeftByAKilledMigration_IsTakenOver(bool beforeTheFirstMigration)
    {
        await _file.PrepareAsync();
        _file.Release();
        if (beforeTheFirstMigration)
        {
            File.Delete(_file.Path);
        }
        else
        {
            var tables = _file.Execute("SELECT group_concat('DROP TABLE \"' || name || '\"', ';') FROM sqlite_master WHERE type = 'table' AND name NOT LIKE '\\_\\_%' ESCAPE '\\' AND name NOT LIKE 'sqlite%'");
            _file.Execute($"PRAGMA foreign_keys = 0; {tables}; DELETE FROM \"__EFMigrationsHistory\"");
        }

        _file.Execute("""CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER NOT NULL PRIMARY KEY, "Timestamp" TEXT NOT NULL)""");
        _file.Execute("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-11-23 08:00:00')");

        var ready = await _file.PrepareAsync().WaitAsync(TimeSpan.FromSeconds(30), Cancelled);

        Assert.True(ready.IsOk, ready.Error?.Message);
    }

    [Fact]
    public async Task Prepare_DatabaseOfANewerProgram_IsRefused()
    {
        await _file.PrepareAsync();
        _file.Execute("INSERT INTO \"__EFMigrationsHistory\" VALUES ('29990101000000_FromTheFuture', '10.0.0')");

        var ready = await _file.PrepareAsync();

        Assert.Equal("database.newer", ready.Error?.Code);
        Assert.Contains("29990101000000_FromTheFuture", ready.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Prepare_FileThatIsNoDatabase_SaysSoAndLeavesIt()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        await File.WriteAllTextAsync(_file.Path, new string('x', 5000), Cancelled);

        var ready = await _file.PrepareAsync();

        Assert.Equal("database.unusable", ready.Error?.Code);
        Assert.Contains("damaged or not a SQLite database", ready.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(5000, new FileInfo(_file.Path).Length);
    }

    private static Task<T> PragmaAsync<T>(DbContext context, string sql) => context.Database.SqlQueryRaw<T>(sql).SingleAsync(Cancelled);

    private async Task AddSystemAsync()
    {
        await using var context = _file.Open();
        context.Add(new AiSystem { Key = "support", Name = "Support" });
        await context.SaveChangesAsync(Cancelled);
    }
}
