using System.Runtime.ExceptionServices;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>T-SQL by Microsoft's own parser (ScriptDom).</summary>
internal static class TransactSql
{
    private const int MostTokens = 20_000;

    /// <summary>More could nest deeper than an ordinary thread's stack is.</summary>
    private const int OrdinaryTokens = 200;
    private const int DeepStack = 64 * 1024 * 1024;

    /// <exception cref="SqlFault">The text is not T-SQL.</exception>
    public static SqlUse Read(string text)
    {
        var parser = new TSql170Parser(initialQuotedIdentifiers: true);
        using var reader = new StringReader(text);
        var tokens = parser.GetTokenStream(reader, out var errors);
        if (errors is [var error, ..])
        {
            throw Fault(error);
        }

        return tokens.Count > MostTokens ? throw new SqlFault($"there are more than {MostTokens:N0} words and signs", tokens[MostTokens].Offset)
            : tokens.Count > OrdinaryTokens ? OnADeepStack(() => Read(parser, tokens))
            : Read(parser, tokens);
    }

    private static SqlUse Read(TSql170Parser parser, IList<TSqlParserToken> tokens)
    {
        var script = parser.Parse(tokens, out var errors);
        if (errors is [var error, ..])
        {
            throw Fault(error);
        }

        if (script is not TSqlScript { Batches.Count: > 0 })
        {
            throw new SqlFault("a statement is expected", 0);
        }

        var use = new SqlUse();
        script.Accept(new TransactSqlVisitor(use));
        return use;
    }

    private static SqlUse OnADeepStack(Func<SqlUse> read)
    {
        SqlUse? use = null;
        ExceptionDispatchInfo? fault = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    use = read();
                }
                catch (Exception exception)
                {
                    // Whatever it is belongs to the caller; on this thread it would end the process.
                    fault = ExceptionDispatchInfo.Capture(exception);
                }
            },
            DeepStack);
        thread.Start();
        thread.Join();
        fault?.Throw();
        return use!;
    }

    private static SqlFault Fault(ParseError error) => new(error.Message.TrimEnd('.'), error.Offset);
}
