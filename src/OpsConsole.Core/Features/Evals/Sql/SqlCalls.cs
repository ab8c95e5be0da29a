using System.Collections.Frozen;

namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>Reads what stands in the brackets of a function, and after them: arguments, filters, windows, types.</summary>
internal sealed class SqlCalls(SqlCursor cursor, SqlExpressions expressions)
{
    private static readonly FrozenSet<string> SetFunctions = FrozenSet.Create(StringComparer.OrdinalIgnoreCase, "generate_series", "unnest", "generate_subscripts");

    public void Function(SqlToken name)
    {
        if (!cursor.Dialect.SetFunctions && SetFunctions.Contains(name.Text))
        {
            throw new SqlFault($"{cursor.Dialect.Name} has no function {name.Text}", name.At);
        }

        Arguments();
    }

    public void Arguments()
    {
        cursor.InBrackets(() =>
        {
            cursor.TakeAny("DISTINCT", "ALL");
            if (!cursor.Is(")") && !cursor.Take("*"))
            {
                expressions.QueryOrList();
            }

            if (cursor.Take("ORDER"))
            {
                cursor.Need("BY");
                expressions.Ordered();
            }

            if (cursor.Take("SEPARATOR"))
            {
                expressions.Operand();
            }
        });
        if (cursor.Is("FILTER") && cursor.Follows("("))
        {
            cursor.Skip();
            cursor.InBrackets(() =>
            {
                cursor.Need("WHERE");
                expressions.Read();
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
            cursor.List(expressions.Read);
        }

        if (cursor.Take("ORDER"))
        {
            cursor.Need("BY");
            expressions.Ordered();
        }

        if (cursor.TakeAny("ROWS", "RANGE", "GROUPS"))
        {
            while (!cursor.Is(")") && cursor.Now.Kind is SqlTokenKind.Word or SqlTokenKind.Number)
            {
                cursor.Skip();
            }
        }
    }

    public void Cast(string function) => cursor.InBrackets(() =>
    {
        if (function.Equals("EXTRACT", StringComparison.OrdinalIgnoreCase))
        {
            cursor.Name();
            cursor.Need("FROM");
            expressions.Read();
            return;
        }

        expressions.Read();
        cursor.Need("AS");
        Type();
    });

    public void Type()
    {
        cursor.Name();
        while (cursor.IsName && !cursor.Is("END") && !cursor.Is("AS"))
        {
            cursor.Skip();
        }

        if (cursor.Is("("))
        {
            cursor.InBrackets(() => cursor.List(expressions.Operand));
        }

        while (cursor.Take("["))
        {
            cursor.Need("]");
        }
    }
}
