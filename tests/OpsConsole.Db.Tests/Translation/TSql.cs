using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OpsConsole.Db.Tests.Translation;

/// <summary>Microsoft's own parser of T-SQL: proves syntax without a server.</summary>
internal static class TSql
{
    public static IReadOnlyList<string> Faults(string sql)
    {
        new TSql170Parser(initialQuotedIdentifiers: true, SqlEngineType.Standalone).Parse(new StringReader(sql), out var errors);
        return [.. errors.Select(error => $"line {error.Line}: {error.Message}")];
    }
}
