namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>Reads expressions: what stands in a select list, a condition, a value. Precedence does not matter to whether a text is SQL.</summary>
internal sealed class SqlExpressions
{
    private static readonly string[] Operators =
    [
        "=", "<", ">", "<=", ">=", "<>", "!=", "<=>", "+", "-", "*", "/", "%", "||", "&&", "&", "|", "^", "<<", ">>", "->", "->>", "#>", "#>>", "@>", "<@", "~", "~*", "!~", "!~*",
        ":=", "AND", "OR", "XOR", "DIV", "MOD", "LIKE", "REGEXP", "RLIKE", "GLOB", "COLLATE",
    ];

    private readonly SqlCursor _cursor;
    private readonly SqlUse _use;
    private readonly Action _query;
    private readonly SqlCalls _calls;

    /// <param name="query">Reads a query that stands within an expression.</param>
    public SqlExpressions(SqlCursor cursor, SqlUse use, Action query)
    {
        (_cursor, _use, _query) = (cursor, use, query);
        _calls = new SqlCalls(cursor, this);
    }

    public void Read()
    {
        while (true)
        {
            while (_cursor.TakeAny("NOT", "-", "+", "~", "!"))
            {
            }

            Operand();
            while (Postfix())
            {
            }

            if (!_cursor.TakeAny(Operators))
            {
                return;
            }
        }
    }

    /// <summary>What follows an operand and takes no further one of its own kind; true when there was something.</summary>
    private bool Postfix()
    {
        if (_cursor.Take("IS"))
        {
            _cursor.Take("NOT");
            if (!_cursor.TakeAny("NULL", "TRUE", "FALSE", "UNKNOWN"))
            {
                _cursor.Need("DISTINCT");
                _cursor.Need("FROM");
                Operand();
            }

            return true;
        }

        if (_cursor.Dialect.DoubleColonCast && _cursor.Take("::"))
        {
            _calls.Type();
            return true;
        }

        if (_cursor.TakeAny("ISNULL", "NOTNULL"))
        {
            return true;
        }

        var negated = _cursor.Is("NOT") && (_cursor.Follows("IN") || _cursor.Follows("BETWEEN") || _cursor.Follows("LIKE") || _cursor.Follows("ILIKE") || _cursor.Follows("REGEXP"));
        if (negated)
        {
            _cursor.Skip();
        }

        return After(negated);
    }

    private bool After(bool negated)
    {
        if (_cursor.Take("IN"))
        {
            _cursor.InBrackets(QueryOrList);
        }
        else if (_cursor.Take("BETWEEN"))
        {
            Operand();
            _cursor.Need("AND");
            Operand();
        }
        else if (_cursor.Is("ILIKE"))
        {
            if (!_cursor.Dialect.ILike)
            {
                throw new SqlFault($"{_cursor.Dialect.Name} has no ILIKE", _cursor.Now.At);
            }

            _cursor.Skip();
            Operand();
        }
        else if (_cursor.TakeAny("LIKE", "REGEXP"))
        {
            Operand();
            if (_cursor.Take("ESCAPE"))
            {
                Operand();
            }
        }
        else
        {
            return negated ? throw _cursor.Unexpected("a condition") : false;
        }

        return true;
    }

    public void Operand()
    {
        while (_cursor.TakeAny("-", "+", "~", "!"))
        {
        }

        var token = _cursor.Now;
        switch (token.Kind)
        {
            case SqlTokenKind.Text or SqlTokenKind.Number or SqlTokenKind.Parameter:
                _cursor.Skip();
                return;
            case SqlTokenKind.Sign when token.Text == "(":
                _cursor.InBrackets(QueryOrList);
                return;
            case SqlTokenKind.Sign when token.Text == "*":
                _cursor.Skip();
                _use.Column(null, "(.*)");
                return;
            case SqlTokenKind.Word when _cursor.TakeAny("NULL", "TRUE", "FALSE", "DEFAULT", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"):
                return;
            case SqlTokenKind.Word when _cursor.Take("EXISTS"):
                _cursor.InBrackets(_query);
                return;
            case SqlTokenKind.Word when _cursor.Take("CASE"):
                Case();
                return;
            case SqlTokenKind.Word when _cursor.Take("INTERVAL"):
                Operand();
                if (_cursor.IsName)
                {
                    _cursor.Skip();
                }

                return;
            case SqlTokenKind.Word when (_cursor.Is("CAST") || _cursor.Is("EXTRACT")) && _cursor.Follows("("):
                _calls.Cast(_cursor.Skip().Text);
                return;
            case SqlTokenKind.Word when (_cursor.IsName || _cursor.Is("VALUES") || _cursor.Is("LEFT") || _cursor.Is("RIGHT") || _cursor.Is("INSERT")) && _cursor.Follows("("):
                _calls.Function(_cursor.Skip());
                return;
            case SqlTokenKind.Word or SqlTokenKind.Name when _cursor.IsName:
                Column();
                return;
            default:
                throw _cursor.Unexpected("a value");
        }
    }

    private void Column()
    {
        string? qualifier = null;
        var name = _cursor.Name();
        while (_cursor.Take("."))
        {
            if (_cursor.Take("*"))
            {
                _use.Column(name, "(.*)");
                return;
            }

            qualifier = name;
            name = _cursor.Name();
        }

        if (_cursor.Is("("))
        {
            _calls.Arguments();
        }
        else if (_cursor.Now.Kind == SqlTokenKind.Text && name.ToUpperInvariant() is "DATE" or "TIME" or "TIMESTAMP")
        {
            _cursor.Skip();
        }
        else
        {
            _use.Column(qualifier, name);
        }
    }

    public void Ordered() => _cursor.List(() =>
    {
        Read();
        _cursor.TakeAny("ASC", "DESC");
        if (_cursor.Take("NULLS") && !_cursor.TakeAny("FIRST", "LAST"))
        {
            throw _cursor.Unexpected("FIRST or LAST");
        }
    });

    public void QueryOrList()
    {
        if (_cursor.Is("SELECT") || _cursor.Is("WITH"))
        {
            _query();
        }
        else
        {
            _cursor.List(Read);
        }
    }

    private void Case()
    {
        if (!_cursor.Is("WHEN"))
        {
            Read();
        }

        do
        {
            _cursor.Need("WHEN");
            Read();
            _cursor.Need("THEN");
            Read();
        }
        while (_cursor.Is("WHEN"));
        if (_cursor.Take("ELSE"))
        {
            Read();
        }

        _cursor.Need("END");
    }
}
