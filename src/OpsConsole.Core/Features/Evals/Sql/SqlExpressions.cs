using System.Collections.Frozen;

namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>Reads expressions: what stands in a select list, a condition, a value. Precedence does not matter to whether a text is SQL.</summary>
internal sealed class SqlExpressions(SqlCursor cursor, SqlUse use, Action query)
{
    private static readonly FrozenSet<string> SetFunctions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "generate_series", "unnest", "generate_subscripts");

    private static readonly string[] Operators =
    [
        "=", "<", ">", "<=", ">=", "<>", "!=", "<=>", "+", "-", "*", "/", "%", "||", "&&", "&", "|", "^", "<<", ">>", "->", "->>", "#>", "#>>", "@>", "<@", "~", "~*", "!~", "!~*",
        ":=", "AND", "OR", "XOR", "DIV", "MOD", "LIKE", "REGEXP", "RLIKE", "GLOB", "COLLATE",
    ];

    public void Read()
    {
        while (true)
        {
            while (cursor.TakeAny("NOT", "-", "+", "~", "!"))
            {
            }

            Operand();
            while (Postfix())
            {
            }

            if (!cursor.TakeAny(Operators))
            {
                return;
            }
        }
    }

    /// <summary>What follows an operand and takes no further one of its own kind; true when there was something.</summary>
    private bool Postfix()
    {
        if (cursor.Take("IS"))
        {
            cursor.Take("NOT");
            if (!cursor.TakeAny("NULL", "TRUE", "FALSE", "UNKNOWN"))
            {
                cursor.Need("DISTINCT");
                cursor.Need("FROM");
                Operand();
            }

            return true;
        }

        if (cursor.Dialect.DoubleColonCast && cursor.Take("::"))
        {
            Type();
            return true;
        }

        if (cursor.TakeAny("ISNULL", "NOTNULL"))
        {
            return true;
        }

        var negated = cursor.Is("NOT") && (cursor.Follows("IN") || cursor.Follows("BETWEEN") || cursor.Follows("LIKE") || cursor.Follows("ILIKE") || cursor.Follows("REGEXP"));
        if (negated)
        {
            cursor.Skip();
        }

        return After(negated);
    }

    private bool After(bool negated)
    {
        if (cursor.Take("IN"))
        {
            cursor.InBrackets(QueryOrList);
        }
        else if (cursor.Take("BETWEEN"))
        {
            Operand();
            cursor.Need("AND");
            Operand();
        }
        else if (cursor.Is("ILIKE"))
        {
            if (!cursor.Dialect.ILike)
            {
                throw new SqlFault($"{cursor.Dialect.Name} has no ILIKE", cursor.Now.At);
            }

            cursor.Skip();
            Operand();
        }
        else if (cursor.TakeAny("LIKE", "REGEXP"))
        {
            Operand();
            if (cursor.Take("ESCAPE"))
            {
                Operand();
            }
        }
        else
        {
            return negated ? throw cursor.Unexpected("a condition") : false;
        }

        return true;
    }

    private void Operand()
    {
        while (cursor.TakeAny("-", "+", "~", "!"))
        {
        }

        var token = cursor.Now;
        switch (token.Kind)
        {
            case SqlTokenKind.Text or SqlTokenKind.Number or SqlTokenKind.Parameter:
                cursor.Skip();
                return;
            case SqlTokenKind.Sign when token.Text == "(":
                cursor.InBrackets(QueryOrList);
                return;
            case SqlTokenKind.Sign when token.Text == "*":
                cursor.Skip();
                use.Column(null, "(.*)");
                return;
            case SqlTokenKind.Word when cursor.TakeAny("NULL", "TRUE", "FALSE", "DEFAULT", "CURRENT_DATE", "CURRENT_TIME", "CURRENT_TIMESTAMP"):
                return;
            case SqlTokenKind.Word when cursor.Take("EXISTS"):
                cursor.InBrackets(query);
                return;
            case SqlTokenKind.Word when cursor.Take("CASE"):
                Case();
                return;
            case SqlTokenKind.Word when cursor.Take("INTERVAL"):
                Operand();
                if (cursor.IsName)
                {
                    cursor.Skip();
                }

                return;
            case SqlTokenKind.Word when (cursor.Is("CAST") || cursor.Is("EXTRACT")) && cursor.Follows("("):
                Cast(cursor.Skip().Text);
                return;
            case SqlTokenKind.Word when (cursor.IsName || cursor.Is("VALUES") || cursor.Is("LEFT") || cursor.Is("RIGHT") || cursor.Is("INSERT")) && cursor.Follows("("):
                Function(cursor.Skip());
                return;
            case SqlTokenKind.Word or SqlTokenKind.Name when cursor.IsName:
                Column();
                return;
            default:
                throw cursor.Unexpected("a value");
        }
    }

    private void Column()
    {
        string? qualifier = null;
        var name = cursor.Name();
        while (cursor.Take("."))
        {
            if (cursor.Take("*"))
            {
                use.Column(name, "(.*)");
                return;
            }

            qualifier = name;
            name = cursor.Name();
        }

        if (cursor.Is("("))
        {
            Arguments();
        }
        else if (cursor.Now.Kind == SqlTokenKind.Text && name.ToUpperInvariant() is "DATE" or "TIME" or "TIMESTAMP")
        {
            cursor.Skip();
        }
        else
        {
            use.Column(qualifier, name);
        }
    }

    private void Function(SqlToken name)
    {
        if (!cursor.Dialect.SetFunctions && SetFunctions.Contains(name.Text))
        {
            throw new SqlFault($"{cursor.Dialect.Name} has no function {name.Text}", name.At);
        }

        Arguments();
    }

    private void Arguments()
    {
        cursor.InBrackets(() =>
        {
            cursor.TakeAny("DISTINCT", "ALL");
            if (!cursor.Is(")") && !cursor.Take("*"))
            {
                QueryOrList();
            }

            if (cursor.Take("ORDER"))
            {
                cursor.Need("BY");
                Ordered();
            }

            if (cursor.Take("SEPARATOR"))
            {
                Operand();
            }
        });
        if (cursor.Is("FILTER") && cursor.Follows("("))
        {
            cursor.Skip();
            cursor.InBrackets(() =>
            {
                cursor.Need("WHERE");
                Read();
            });
        }

        if (!cursor.Take("OVER"))
        {
            return;
        }

        if (cursor.Is("("))
        {
            cursor.InBrackets(Window);
        }
        else
        {
            cursor.Name();
        }
    }

    private void Window()
    {
        if (cursor.Take("PARTITION"))
        {
            cursor.Need("BY");
            cursor.List(Read);
        }

        if (cursor.Take("ORDER"))
        {
            cursor.Need("BY");
            Ordered();
        }

        if (cursor.TakeAny("ROWS", "RANGE", "GROUPS"))
        {
            while (!cursor.Is(")") && cursor.Now.Kind is SqlTokenKind.Word or SqlTokenKind.Number)
            {
                cursor.Skip();
            }
        }
    }

    public void Ordered() => cursor.List(() =>
    {
        Read();
        cursor.TakeAny("ASC", "DESC");
        if (cursor.Take("NULLS") && !cursor.TakeAny("FIRST", "LAST"))
        {
            throw cursor.Unexpected("FIRST or LAST");
        }
    });

    private void QueryOrList()
    {
        if (cursor.Is("SELECT") || cursor.Is("WITH"))
        {
            query();
        }
        else
        {
            cursor.List(Read);
        }
    }

    private void Case()
    {
        if (!cursor.Is("WHEN"))
        {
            Read();
        }

        do
        {
            cursor.Need("WHEN");
            Read();
            cursor.Need("THEN");
            Read();
        }
        while (cursor.Is("WHEN"));
        if (cursor.Take("ELSE"))
        {
            Read();
        }

        cursor.Need("END");
    }

    private void Cast(string function) => cursor.InBrackets(() =>
    {
        if (function.Equals("EXTRACT", StringComparison.OrdinalIgnoreCase))
        {
            cursor.Name();
            cursor.Need("FROM");
            Read();
            return;
        }

        Read();
        cursor.Need("AS");
        Type();
    });

    private void Type()
    {
        cursor.Name();
        while (cursor.IsName && !cursor.Is("END") && !cursor.Is("AS"))
        {
            cursor.Skip();
        }

        if (cursor.Is("("))
        {
            cursor.InBrackets(() => cursor.List(Operand));
        }

        while (cursor.Take("["))
        {
            cursor.Need("]");
        }
    }
}
