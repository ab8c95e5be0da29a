using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace OpsConsole.Tests.Shared;

/// <summary>Records every command that is sent to the database, and how many rows came back or were changed.</summary>
public sealed class QueryCounter : DbCommandInterceptor
{
    private readonly ConcurrentQueue<(string Text, int Rows)> _queries = new();
    private volatile bool _counting;

    public IReadOnlyCollection<(string Text, int Rows)> Seen => _queries;

    /// <summary>Counts from here on; before that nothing is kept.</summary>
    public void Start()
    {
        _queries.Clear();
        _counting = true;
    }

    public override ValueTask<int> NonQueryExecutedAsync(DbCommand command, CommandExecutedEventData eventData, int result, CancellationToken cancellationToken = default)
    {
        if (_counting)
        {
            _queries.Enqueue((command.CommandText, result));
        }

        return ValueTask.FromResult(result);
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        if (_counting)
        {
            _queries.Enqueue((command.CommandText, eventData.ReadCount));
        }

        return result;
    }
}
