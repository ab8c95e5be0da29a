using System.Data;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using OpsConsole.Core.Data;
using OpsConsole.Db.SqlServer;

namespace OpsConsole.Db.Tests.Translation;

/// <summary>
/// A SQL Server that is not there: its provider translates and sends as always, but the connection never opens and each
/// command is only written down. Every answer is empty.
/// </summary>
internal sealed class SqlServerMirror
{
    private readonly DbContextOptions<OpsDbContext> _options;
    private readonly List<string> _commands = [];

    public SqlServerMirror()
    {
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        new SqlServerDatabase().Configure(options, "Server=mirror");
        _options = options.AddInterceptors(new NeverOpens(), new WritesDown(this)).Options;
    }

    public IReadOnlyList<string> Commands
    {
        get
        {
            lock (_commands)
            {
                return [.. _commands];
            }
        }
    }

    public OpsDbContext CreateDbContext() => new(_options);

    public void WriteDown(string command)
    {
        lock (_commands)
        {
            _commands.Add(command);
        }
    }

    private sealed class NeverOpens : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(DbConnection connection, ConnectionEventData eventData, InterceptionResult result) =>
            InterceptionResult.Suppress();

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result, CancellationToken cancellationToken = default) =>
            new(InterceptionResult.Suppress());
    }

    private sealed class WritesDown(SqlServerMirror mirror) : DbCommandInterceptor
    {
        public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result) =>
            Empty(command);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) =>
            new(Empty(command));

        public override InterceptionResult<int> NonQueryExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<int> result) => Nothing(command);

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(
            DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) =>
            new(Nothing(command));

        private InterceptionResult<DbDataReader> Empty(DbCommand command)
        {
            mirror.WriteDown(command.CommandText);
            return InterceptionResult<DbDataReader>.SuppressWithResult(new DataTable().CreateDataReader());
        }

        private InterceptionResult<int> Nothing(DbCommand command)
        {
            mirror.WriteDown(command.CommandText);
            return InterceptionResult<int>.SuppressWithResult(0);
        }
    }
}
