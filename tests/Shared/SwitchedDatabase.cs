using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;

namespace OpsConsole.Tests.Shared;

/// <summary>A database that can go away and come back.</summary>
public sealed class SwitchedDatabase(IDbContextFactory<OpsDbContext> database) : IDbContextFactory<OpsDbContext>
{
    private int _opened;

    public bool IsAway { get; set; }

    /// <summary>How often it was asked for, in vain or not.</summary>
    public int Opened => Volatile.Read(ref _opened);

    public OpsDbContext CreateDbContext()
    {
        Interlocked.Increment(ref _opened);
        return IsAway ? throw new SqliteException("unable to open database file", 14) : database.CreateDbContext();
    }
}
