using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpsConsole.Tests.Shared;

/// <summary>Lets a SQLite file grow by so many pages and no more, as a full disk would.</summary>
public sealed class FullDisk : DbConnectionInterceptor
{
    private const int NoLimit = 1_073_741_823;

    private int? _morePages;
    private bool _used;

    /// <summary>Pages the file may still grow by; null lifts the limit.</summary>
    public int? MorePages
    {
        get => _morePages;
        set => (_morePages, _used) = (value, true);
    }

    public override async Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        if (!_used)
        {
            return;
        }

        await using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA page_count";
        var pages = (long)(await command.ExecuteScalarAsync(cancellationToken))!;
        command.CommandText = $"PRAGMA max_page_count = {(MorePages is { } more ? pages + more : NoLimit)}";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
