using Fluid;
using Fluid.Ast;

namespace OpsConsole.Templates;

/// <summary>Which names a template takes from outside and which filters it uses, walked in the order a reader meets them.</summary>
internal sealed class TemplateNames : AstVisitor
{
    // The engine's own words; "continue" is an offset in a loop.
    private static readonly string[] Reserved = ["forloop", "parentloop", "tablerowloop", "continue", "empty", "blank"];

    private readonly HashSet<string> _bound = [.. Reserved];
    private readonly List<string> _variables = [];
    private readonly HashSet<string> _filters = [];

    public IReadOnlyList<string> Variables => _variables;

    public IReadOnlyCollection<string> Filters => _filters;

    public List<TemplateInclude> Includes { get; } = [];

    public static TemplateNames Of(IFluidTemplate template)
    {
        var names = new TemplateNames();
        names.VisitTemplate(template);
        return names;
    }

    protected override Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        if (memberExpression.Segments[0] is IdentifierSegment { Identifier: var name } && !_bound.Contains(name) && !_variables.Contains(name))
        {
            _variables.Add(name);
        }

        foreach (var index in memberExpression.Segments.OfType<IndexerSegment>())
        {
            Visit(index.Expression);
        }

        return memberExpression;
    }

    protected override Expression VisitFilterExpression(FilterExpression filterExpression)
    {
        base.VisitFilterExpression(filterExpression);
        _filters.Add(filterExpression.Name);
        return filterExpression;
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        base.VisitAssignStatement(assignStatement);
        _bound.Add(assignStatement.Identifier);
        return assignStatement;
    }

    protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
    {
        base.VisitCaptureStatement(captureStatement);
        _bound.Add(captureStatement.Identifier);
        return captureStatement;
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        Visit(forStatement.Source);
        Visit(forStatement.Limit);
        Visit(forStatement.Offset);
        VisitWithin(forStatement.Identifier, forStatement.Statements);
        Visit(forStatement.Else);
        return forStatement;
    }

    protected override Statement VisitTableRowStatement(TableRowStatement tableRowStatement)
    {
        Visit(tableRowStatement.Source);
        Visit(tableRowStatement.Limit);
        Visit(tableRowStatement.Offset);
        Visit(tableRowStatement.Cols);
        VisitWithin(tableRowStatement.Identifier, tableRowStatement.Statements);
        return tableRowStatement;
    }

    public override Statement VisitOtherStatement(Statement statement)
    {
        if (statement is IncludeTag { Include: var include })
        {
            Includes.Add(include);
        }

        return base.VisitOtherStatement(statement);
    }

    // Fluid visits the else branch first.
    protected override Statement VisitIfStatement(IfStatement ifStatement)
    {
        Visit(ifStatement.Condition);
        VisitAll(ifStatement.Statements);
        VisitAll(ifStatement.ElseIfs);
        Visit(ifStatement.Else);
        return ifStatement;
    }

    private void VisitWithin(string name, IReadOnlyList<Statement> body)
    {
        var isNew = _bound.Add(name);
        VisitAll(body);
        if (isNew)
        {
            _bound.Remove(name);
        }
    }

    private void VisitAll(IEnumerable<Statement> statements)
    {
        foreach (var statement in statements)
        {
            Visit(statement);
        }
    }
}
