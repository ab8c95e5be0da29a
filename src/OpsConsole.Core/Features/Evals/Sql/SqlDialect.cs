using System.Collections.Frozen;

namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>What differs between the databases, as far as the reader looks.</summary>
internal sealed record SqlDialect(string Name)
{
    private static readonly SqlDialect[] All =
    [
        new("MySQL") { Backticks = true, BackslashEscapes = true, HashComments = true, LockInShareMode = true },
        new("MariaDB") { Backticks = true, BackslashEscapes = true, HashComments = true, LockInShareMode = true },
        new("PostgreSQL") { QuotedNames = true, ILike = true, DollarQuotes = true, DoubleColonCast = true, SetFunctions = true },
        new("SQLite") { Backticks = true, QuotedNames = true, Brackets = true },
        new("TransactSQL") { OtherName = "T-SQL", Library = TransactSql.Read },
    ];

    /// <summary>What people call it who do not know it by the first name.</summary>
    public string? OtherName { get; private init; }

    /// <summary>Reads the dialect where a library does; null where our own reader does.</summary>
    public Func<string, SqlUse>? Library { get; private init; }

    public bool Backticks { get; private init; }

    /// <summary>Double quotes hold a name instead of a text.</summary>
    public bool QuotedNames { get; private init; }

    public bool Brackets { get; private init; }

    public bool BackslashEscapes { get; private init; }

    public bool HashComments { get; private init; }

    public bool DollarQuotes { get; private init; }

    public bool DoubleColonCast { get; private init; }

    public bool ILike { get; private init; }

    public bool LockInShareMode { get; private init; }

    /// <summary>Functions that return rows, <c>generate_series</c> and its kin.</summary>
    public bool SetFunctions { get; private init; }

    public static IEnumerable<string> Names => All.Select(dialect => dialect.Name);

    public static SqlDialect Default => All[0];

    public static SqlDialect? Find(string name) =>
        All.FirstOrDefault(dialect => name.Equals(dialect.Name, StringComparison.OrdinalIgnoreCase) || name.Equals(dialect.OtherName, StringComparison.OrdinalIgnoreCase));
}

/// <summary>Words that name nothing unless they are quoted.</summary>
internal static class SqlWords
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase,
        "ALL", "ALTER", "AND", "AS", "ASC", "BETWEEN", "BY", "CASE", "CHECK", "CREATE", "CROSS", "DELETE", "DESC", "DISTINCT", "DROP", "ELSE", "EXCEPT", "EXISTS",
        "FETCH", "FOR", "FOREIGN", "FROM", "FULL", "GROUP", "HAVING", "IN", "INNER", "INSERT", "INTERSECT", "INTO", "IS", "JOIN", "LEFT", "LIKE", "LIMIT", "LOCK",
        "NATURAL", "NOT", "NULL", "OFFSET", "ON", "OR", "ORDER", "OUTER", "PRIMARY", "REFERENCES", "RETURNING", "RIGHT", "SELECT", "SET", "TABLE", "THEN", "TO",
        "UNION", "UNIQUE", "UPDATE", "USING", "VALUES", "WHEN", "WHERE", "WINDOW", "WITH", "ILIKE");

    public static bool IsReserved(string word) => Reserved.Contains(word);
}
