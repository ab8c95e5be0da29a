namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>
/// Decides whether a text is SQL and notes the tables and columns that it touches. Queries and changes are read to the last word; of the other statements
/// (CREATE, DROP, GRANT …) the beginning and the brackets.
/// </summary>
internal sealed class SqlReader
{
    private static readonly string[][] Heads =
    [
        ["CREATE"], ["DROP"], ["ALTER"], ["TRUNCATE"], ["SHOW"], ["DESCRIBE"], ["DESC"], ["USE"], ["SET"], ["BEGIN"], ["START", "TRANSACTION"], ["COMMIT"], ["ROLLBACK"],
        ["CALL"], ["GRANT"], ["REVOKE"], ["PRAGMA"], ["VACUUM"], ["ANALYZE"], ["LOCK"], ["UNLOCK"],
    ];

    private readonly SqlCursor _cursor;
    private readonly SqlUse _use = new();
    private readonly SqlExpressions _expressions;
    private readonly SqlSelect _select;

    private SqlReader(string text, SqlDialect dialect)
    {
        _cursor = new SqlCursor(SqlTokens.Of(text, dialect), dialect);
        _expressions = new SqlExpressions(_cursor, _use, () => _select!.Read());
        _select = new SqlSelect(_cursor, _use, _expressions);
    }

    /// <exception cref="SqlFault">The text is not SQL.</exception>
    public static SqlUse Read(string text, SqlDialect dialect)
    {
        if (dialect.Library is { } library)
        {
            return library(text);
        }

        var reader = new SqlReader(text, dialect);
        reader.Statements();
        return reader._use;
    }

    private void Statements()
    {
        if (_cursor.Now.Kind == SqlTokenKind.End)
        {
            throw _cursor.Unexpected("a statement");
        }

        while (_cursor.Now.Kind != SqlTokenKind.End)
        {
            Statement();
            if (_cursor.Now.Kind != SqlTokenKind.End)
            {
                _cursor.Need(";");
            }
        }
    }

    private void Statement()
    {
        if (_cursor.Take("EXPLAIN"))
        {
            _cursor.TakeAny("ANALYZE", "VERBOSE");
        }

        _select.With();
        if (_cursor.Is("SELECT") || _cursor.Is("(") || _cursor.Is("VALUES"))
        {
            _use.Action = "select";
            _select.Read();
        }
        else if (_cursor.TakeAny("INSERT", "REPLACE"))
        {
            Insert();
        }
        else if (_cursor.Take("UPDATE"))
        {
            Update();
        }
        else if (_cursor.Take("DELETE"))
        {
            Delete();
        }
        else if (Array.Find(Heads, head => _cursor.Is(head[0]) && (head.Length == 1 || _cursor.Follows(head[1]))) is { } other)
        {
            Other(other);
        }
        else
        {
            throw _cursor.Unexpected("a statement");
        }
    }

    private void Insert()
    {
        _use.Action = "insert";
        _cursor.TakeAny("IGNORE", "LOW_PRIORITY", "DELAYED");
        _cursor.Take("INTO");
        _select.Target();
        if (_cursor.Is("(") && !_cursor.Follows("SELECT"))
        {
            _cursor.InBrackets(() => _cursor.List(() => _use.Column(null, _cursor.Name())));
        }

        if (_cursor.TakeAny("VALUES", "VALUE"))
        {
            _cursor.List(() => _cursor.InBrackets(() => _cursor.List(_expressions.Read)));
        }
        else if (_cursor.Take("SET"))
        {
            Assignments();
        }
        else if (_cursor.Take("DEFAULT"))
        {
            _cursor.Need("VALUES");
        }
        else
        {
            _use.Action = "select";
            _select.Read();
        }

        if (_cursor.Take("ON"))
        {
            _use.Action = "update";
            Conflict();
        }

        Returning();
    }

    private void Conflict()
    {
        if (_cursor.Take("DUPLICATE"))
        {
            _cursor.Need("KEY");
            _cursor.Need("UPDATE");
            Assignments();
            return;
        }

        _cursor.Need("CONFLICT");
        if (_cursor.Is("("))
        {
            _cursor.InBrackets(() => _cursor.List(_expressions.Read));
        }

        _cursor.Need("DO");
        if (!_cursor.Take("NOTHING"))
        {
            _cursor.Need("UPDATE");
            _cursor.Need("SET");
            Assignments();
            _select.Where();
        }
    }

    private void Update()
    {
        _use.Action = "update";
        _select.Tables();
        _cursor.Need("SET");
        Assignments();
        _use.Action = "select";
        if (_cursor.Take("FROM"))
        {
            _select.Tables();
        }

        _select.Where();
        _select.Tail();
        Returning();
    }

    private void Delete()
    {
        _use.Action = "delete";
        _cursor.Need("FROM");
        _select.Tables();
        _use.Action = "select";
        if (_cursor.Take("USING"))
        {
            _select.Tables();
        }

        _select.Where();
        _select.Tail();
        Returning();
    }

    private void Assignments() => _cursor.List(() =>
    {
        string? table = null;
        var column = _cursor.Name();
        while (_cursor.Take("."))
        {
            (table, column) = (column, _cursor.Name());
        }

        _use.Column(table, column);
        _cursor.Need("=");
        var action = _use.Action;
        _use.Action = "select";
        _expressions.Read();
        _use.Action = action;
    });

    private void Returning()
    {
        if (_cursor.Take("RETURNING"))
        {
            _use.Action = "select";
            _select.Items();
        }
    }

    private void Other(string[] head)
    {
        foreach (var word in head)
        {
            _cursor.Need(word);
        }

        // DROP and TRUNCATE name a table that white lists speak of; of the rest only the shape is read.
        _use.Action = head[0].ToLowerInvariant();
        if (head[0] is "CREATE" or "DROP" or "ALTER" or "GRANT" or "REVOKE" or "USE" or "CALL" && !(_cursor.Now.Kind is SqlTokenKind.Word or SqlTokenKind.Name))
        {
            throw _cursor.Unexpected("a name");
        }

        if (head[0] is "DROP" or "TRUNCATE" or "ALTER" && (_cursor.Take("TABLE") || head[0] == "TRUNCATE"))
        {
            if (_cursor.Take("IF"))
            {
                _cursor.Need("EXISTS");
            }

            _select.Target();
        }

        Rest();
    }

    private void Rest()
    {
        while (_cursor.Now.Kind != SqlTokenKind.End && !_cursor.Is(";") && !_cursor.Is(")"))
        {
            if (_cursor.Is("("))
            {
                _cursor.InBrackets(Rest);
            }
            else
            {
                _cursor.Skip();
            }
        }
    }
}
