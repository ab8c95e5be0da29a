namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>Reads queries.</summary>
internal sealed class SqlSelect(SqlCursor cursor, SqlUse use, SqlExpressions expressions)
{
    public void With()
    {
        if (!cursor.Take("WITH"))
        {
            return;
        }

        cursor.Take("RECURSIVE");
        cursor.List(() =>
        {
            cursor.Name();
            if (cursor.Is("("))
            {
                cursor.InBrackets(() => cursor.List(() => cursor.Name()));
            }

            cursor.Need("AS");
            cursor.InBrackets(Read);
        });
    }

    public void Read()
    {
        With();
        do
        {
            One();
        }
        while (Combined());
        Order();
        Tail();
    }

    public void Items() => cursor.List(() =>
    {
        expressions.Read();
        Alias();
    });

    public void Tables()
    {
        Table();
        while (true)
        {
            if (cursor.Take(","))
            {
                Table();
            }
            else if (Join())
            {
                Table();
                if (cursor.Take("ON"))
                {
                    expressions.Read();
                }
                else if (cursor.Take("USING"))
                {
                    cursor.InBrackets(() => cursor.List(() => cursor.Name()));
                }
            }
            else
            {
                return;
            }
        }
    }

    public void Target()
    {
        var (schema, table) = TableName();
        use.Table(schema, table, null);
    }

    public void Where()
    {
        if (cursor.Take("WHERE"))
        {
            expressions.Read();
        }
    }

    /// <summary>LIMIT, OFFSET, FETCH and the locks.</summary>
    public void Tail()
    {
        Order();
        if (cursor.Take("LIMIT"))
        {
            expressions.Read();
            if (cursor.Take(","))
            {
                expressions.Read();
            }
        }

        if (cursor.Take("OFFSET"))
        {
            expressions.Read();
            cursor.TakeAny("ROW", "ROWS");
        }

        if (cursor.Take("FETCH"))
        {
            while (cursor.TakeAny("FIRST", "NEXT", "ROW", "ROWS", "ONLY", "WITH", "TIES") || cursor.Now.Kind == SqlTokenKind.Number)
            {
                if (cursor.Now.Kind == SqlTokenKind.Number)
                {
                    cursor.Skip();
                }
            }
        }

        Lock();
    }

    private void One()
    {
        if (cursor.Is("("))
        {
            cursor.InBrackets(Read);
            return;
        }

        if (cursor.Take("VALUES"))
        {
            cursor.List(() => cursor.InBrackets(() => cursor.List(expressions.Read)));
            return;
        }

        cursor.Need("SELECT");
        if (cursor.Take("DISTINCT"))
        {
            if (cursor.Take("ON"))
            {
                cursor.InBrackets(() => cursor.List(expressions.Read));
            }
        }
        else
        {
            cursor.Take("ALL");
        }

        Items();
        if (cursor.Take("FROM"))
        {
            Tables();
        }

        Where();
        Group();
    }

    private void Group()
    {
        if (cursor.Take("GROUP"))
        {
            cursor.Need("BY");
            cursor.List(expressions.Read);
            if (cursor.Take("WITH"))
            {
                cursor.Need("ROLLUP");
            }
        }

        if (cursor.Take("HAVING"))
        {
            expressions.Read();
        }
    }

    private bool Combined()
    {
        if (!cursor.TakeAny("UNION", "INTERSECT", "EXCEPT", "MINUS"))
        {
            return false;
        }

        cursor.TakeAny("ALL", "DISTINCT");
        return true;
    }

    private void Order()
    {
        if (cursor.Take("ORDER"))
        {
            cursor.Need("BY");
            expressions.Ordered();
        }
    }

    private void Lock()
    {
        if (cursor.Dialect.LockInShareMode && cursor.Take("LOCK"))
        {
            cursor.Need("IN");
            cursor.Need("SHARE");
            cursor.Need("MODE");
        }
        else if (cursor.Take("FOR"))
        {
            if (!cursor.TakeAny("UPDATE", "SHARE"))
            {
                throw cursor.Unexpected("UPDATE or SHARE");
            }

            cursor.TakeAny("NOWAIT", "SKIP");
            cursor.Take("LOCKED");
        }
    }

    private bool Join()
    {
        var begun = cursor.TakeAny("NATURAL", "INNER", "CROSS", "STRAIGHT_JOIN");
        if (cursor.TakeAny("LEFT", "RIGHT", "FULL"))
        {
            cursor.Take("OUTER");
            begun = true;
        }

        if (cursor.Take("JOIN"))
        {
            cursor.Take("LATERAL");
            return true;
        }

        return begun ? throw cursor.Unexpected("JOIN") : false;
    }

    private void Table()
    {
        cursor.TakeAny("LATERAL", "ONLY");
        if (cursor.Is("("))
        {
            cursor.InBrackets(() =>
            {
                if (cursor.Is("SELECT") || cursor.Is("WITH") || cursor.Is("VALUES") || cursor.Is("("))
                {
                    Read();
                }
                else
                {
                    Tables();
                }
            });
            Alias();
            return;
        }

        if (cursor.IsName && cursor.Follows("("))
        {
            expressions.Read();
            Alias();
            return;
        }

        var (schema, table) = TableName();
        use.Table(schema, table, Alias());
    }

    private (string? Schema, string Table) TableName()
    {
        string? schema = null;
        var table = cursor.Name();
        while (cursor.Take("."))
        {
            (schema, table) = (table, cursor.Name());
        }

        return (schema, table);
    }

    private string? Alias()
    {
        if (cursor.Take("AS"))
        {
            return cursor.Now.Kind == SqlTokenKind.Text ? cursor.Skip().Text : cursor.Name();
        }

        return cursor.IsName ? cursor.Name() : null;
    }
}
