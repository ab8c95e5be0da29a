using System.Globalization;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Db.Sqlite;
using Xunit;

namespace OpsConsole.Db.Tests.Startup;

/// <summary>A disk that is full or read-only costs the work that was not acknowledged, never the database.</summary>
public sealed class SqliteFaultTests : IDisposable
{
    private readonly SqliteFile _file = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public void Dispose() => _file.Dispose();

    [Fact]
    public async Task Save_DiskFull_KeepsWhatWasAcknowledgedAndNothingElse()
    {
        await _file.PrepareAsync();
        var acknowledged = 0;
        SqliteException? fault = null;
        await using (var full = _file.Open())
        {
            await full.Database.OpenConnectionAsync(Cancelled);
            var pages = Convert.ToInt64(_file.Execute("PRAGMA page_count"), CultureInfo.InvariantCulture);
            var limit = $"PRAGMA max_page_count = {pages + 40}";
            await full.Database.ExecuteSqlRawAsync(limit, Cancelled);
            while (fault is null && acknowledged < 1000)
            {
                try
                {
                    full.AddRange(NewSystem(acknowledged), NewSystem(acknowledged + 1));
                    await full.SaveChangesAsync(Cancelled);
                    acknowledged += 2;
                }
                catch (DbUpdateException refused)
                {
                    fault = refused.InnerException as SqliteException;
                }
            }
        }

        _file.Release();
        Assert.NotNull(fault);
        Assert.StartsWith("The disk is full.", new SqliteDatabase().Explain(fault), StringComparison.Ordinal);
        Assert.Equal("ok", _file.Execute("PRAGMA integrity_check"));
        await using var after = _file.Open();
        Assert.Equal(acknowledged, await after.Systems.CountAsync(Cancelled));
        after.Add(NewSystem(acknowledged));
        await after.SaveChangesAsync(Cancelled);
    }

    /// <summary>A first start that runs out of space half-way, and a second one after some was freed.</summary>
    [Fact]
    public async Task Prepare_DiskFullWhileMigrating_SaysSoAndSucceedsLater()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(_file.Path)!);
        await using (var small = _file.Open())
        {
            // The limit stays on the pooled connection, which the migration takes next.
            await small.Database.ExecuteSqlRawAsync("PRAGMA max_page_count = 20", Cancelled);
        }

        var refused = await _file.PrepareAsync();
        _file.Release();
        var ready = await _file.PrepareAsync();

        Assert.StartsWith("The disk is full.", refused.Error?.Message, StringComparison.Ordinal);
        Assert.True(ready.IsOk, ready.Error?.Message);
        Assert.Equal("ok", _file.Execute("PRAGMA integrity_check"));
    }

    [Fact]
    public async Task Prepare_ReadOnlyDatabaseBehind_SaysSo()
    {
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
        {
            Assert.Skip("File permissions do not hold for a privileged user.");
            return;
        }

        await _file.PrepareAsync();
        _file.Execute("DELETE FROM \"__EFMigrationsHistory\"");
        _file.Release();
        File.SetUnixFileMode(_file.Path, UnixFileMode.UserRead);

        var refused = await _file.PrepareAsync();

        Assert.Contains("read-only", refused.Error?.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Save_ReadOnlyDatabase_IsRefusedWithAClearReason()
    {
        await _file.PrepareAsync();
        await using var context = _file.Open();
        await context.Database.OpenConnectionAsync(Cancelled);
        await context.Database.ExecuteSqlRawAsync("PRAGMA query_only = 1", Cancelled);
        context.Add(NewSystem(0));

        var refused = await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancelled));

        Assert.Contains("read-only", new SqliteDatabase().Explain((SqliteException)refused.InnerException!), StringComparison.Ordinal);
    }

    private static AiSystem NewSystem(int number) => new() { Key = $"system-{number}", Name = "Support", Purpose = new string('x', 4000) };
}
