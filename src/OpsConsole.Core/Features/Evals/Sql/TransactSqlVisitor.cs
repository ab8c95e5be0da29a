using System.Collections.Frozen;
using Microsoft.SqlServer.TransactSql.ScriptDom;

namespace OpsConsole.Core.Features.Evals.Sql;

/// <summary>Notes which tables and columns the statements touch, and refuses prose that T-SQL happens to take for a statement.</summary>
internal sealed class TransactSqlVisitor(SqlUse use) : TSqlFragmentVisitor
{
    private static readonly FrozenSet<string> DateParts = FrozenSet.Create(
        StringComparer.OrdinalIgnoreCase, "DATEADD", "DATEDIFF", "DATEDIFF_BIG", "DATENAME", "DATEPART", "DATETRUNC", "DATE_BUCKET");

    public override void ExplicitVisit(SelectStatement node)
    {
        if (node.Into is { } made)
        {
            Table("create", made);
        }

        node.AcceptChildren(this);
    }

    public override void ExplicitVisit(InsertSpecification node)
    {
        Target("insert", node.Target, null);
        Columns("insert", node.Columns);
        node.InsertSource?.Accept(this);
        Rest(node);
    }

    public override void ExplicitVisit(UpdateSpecification node)
    {
        Target("update", node.Target, node.FromClause);
        Assignments(node.SetClauses);
        node.FromClause?.Accept(this);
        node.WhereClause?.Accept(this);
        Rest(node);
    }

    public override void ExplicitVisit(DeleteSpecification node)
    {
        Target("delete", node.Target, node.FromClause);
        node.FromClause?.Accept(this);
        node.WhereClause?.Accept(this);
        Rest(node);
    }

    public override void ExplicitVisit(MergeSpecification node)
    {
        foreach (var action in node.ActionClauses.Select(clause => clause.Action))
        {
            Target(action is InsertMergeAction ? "insert" : action is UpdateMergeAction ? "update" : "delete", node.Target, null, node.TableAlias?.Value);
        }

        node.TableReference.Accept(this);
        node.SearchCondition.Accept(this);
        foreach (var clause in node.ActionClauses)
        {
            clause.SearchCondition?.Accept(this);
            switch (clause.Action)
            {
                case UpdateMergeAction update:
                    Assignments(update.SetClauses);
                    break;
                case InsertMergeAction insert:
                    Columns("insert", insert.Columns);
                    insert.Source.Accept(this);
                    break;
            }
        }

        Rest(node);
    }

    public override void Visit(NamedTableReference node) => Table("select", node.SchemaObject, node.Alias?.Value);

    public override void ExplicitVisit(ColumnReferenceExpression node)
    {
        if (node.ColumnType is ColumnType.Regular or ColumnType.Wildcard)
        {
            Column("select", node);
        }
    }

    public override void Visit(SelectStarExpression node) => Column("select", node.Qualifier?.Identifiers.LastOrDefault()?.Value, "(.*)");

    public override void ExplicitVisit(FunctionCall node)
    {
        // The first of DATEADD(day, 1, x) looks like a column and is none; COUNT(*) reads no column.
        var dated = DateParts.Contains(node.FunctionName.Value);
        foreach (var (index, parameter) in node.Parameters.Index())
        {
            if (!(dated && index == 0) && parameter is not ColumnReferenceExpression { ColumnType: ColumnType.Wildcard })
            {
                parameter.Accept(this);
            }
        }

        node.OverClause?.Accept(this);
        node.WithinGroupClause?.Accept(this);
    }

    public override void Visit(CreateTableStatement node) => Table("create", node.SchemaObjectName);

    public override void Visit(AlterTableStatement node) => Table("alter", node.SchemaObjectName);

    public override void Visit(TruncateTableStatement node) => Table("truncate", node.TableName);

    public override void Visit(DropObjectsStatement node)
    {
        foreach (var dropped in node.Objects)
        {
            Table("drop", dropped);
        }
    }

    // What runs or reads something that no list of tables can see through is listed itself, so that a list keeps it out.
    public override void Visit(ExecutableStringList node) => Unseen("execute", "(.*)");

    public override void Visit(OpenRowsetTableReference node) => Unseen("select", "OPENROWSET");

    public override void Visit(BulkOpenRowset node) => Unseen("select", "OPENROWSET");

    public override void Visit(OpenQueryTableReference node) => Unseen("select", "OPENQUERY");

    public override void Visit(AdHocTableReference node) => Unseen("select", "OPENDATASOURCE");

    public override void Visit(ExecuteStatement node)
    {
        // At the start of a batch T-SQL takes any words for the call of a procedure; a model that answers “Sorry” has not written any.
        var first = node.ScriptTokenStream[node.FirstTokenIndex];
        if (first.TokenType is not (TSqlTokenType.Exec or TSqlTokenType.Execute))
        {
            throw new SqlFault($"a statement is expected instead of “{first.Text}”", first.Offset);
        }

        if (node.ExecuteSpecification.ExecutableEntity is ExecutableProcedureReference { ProcedureReference.ProcedureReference.Name: { } name })
        {
            Table("execute", name);
        }
    }

    // “Answer:” is a label to T-SQL, and nobody jumps to it.
    public override void Visit(LabelStatement node) => throw new SqlFault($"a statement is expected instead of “{node.Value}”", node.StartOffset);

    private void Rest(DataModificationSpecification node)
    {
        node.TopRowFilter?.Accept(this);
        node.OutputClause?.Accept(this);
        node.OutputIntoClause?.Accept(this);
    }

    private void Assignments(IEnumerable<SetClause> clauses)
    {
        foreach (var clause in clauses)
        {
            if (clause is AssignmentSetClause { Column: { } column } assignment)
            {
                Column("update", column);
                assignment.NewValue.Accept(this);
            }
            else
            {
                clause.Accept(this);
            }
        }
    }

    /// <param name="from">Where T-SQL looks for the alias that an update or delete may name its table by.</param>
    private void Target(string action, TableReference target, FromClause? from, string? alias = null)
    {
        if (target is not NamedTableReference named)
        {
            target.Accept(this);
            return;
        }

        var names = new Named();
        from?.Accept(names);
        var meant = named.SchemaObject.Identifiers.Count > 1 ? null
            : names.Found.Find(reference => string.Equals(reference.Alias?.Value, named.SchemaObject.BaseIdentifier.Value, StringComparison.OrdinalIgnoreCase));
        Table(action, (meant ?? named).SchemaObject, alias ?? meant?.Alias?.Value);
    }

    private void Columns(string action, IEnumerable<ColumnReferenceExpression> columns)
    {
        foreach (var column in columns)
        {
            Column(action, column);
        }
    }

    private void Column(string action, ColumnReferenceExpression column)
    {
        var parts = column.MultiPartIdentifier?.Identifiers;
        Column(action, parts is { Count: > 1 } ? parts[^2].Value : null, parts is { Count: > 0 } ? parts[^1].Value : "(.*)");
    }

    private void Column(string action, string? qualifier, string column)
    {
        use.Action = action;
        use.Column(qualifier, column);
    }

    private void Unseen(string action, string what)
    {
        use.Action = action;
        use.Table(null, what, null);
    }

    private void Table(string action, SchemaObjectName name, string? alias = null)
    {
        use.Action = action;
        use.Table(name.Identifiers.Count == 1 ? null : string.Join('.', name.Identifiers.SkipLast(1).Select(part => part.Value)), name.BaseIdentifier.Value, alias);
    }

    private sealed class Named : TSqlFragmentVisitor
    {
        public List<NamedTableReference> Found { get; } = [];

        public override void Visit(NamedTableReference node) => Found.Add(node);
    }
}
