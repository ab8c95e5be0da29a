#pragma warning disable EF1001 // The one seam where a query can be seen with its values before an engine has translated it.
using System.Collections;
using System.Linq.Expressions;
using System.Reflection;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Query;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.EntityFrameworkCore.Storage;

namespace OpsConsole.Db.Tests.Translation;

/// <summary>Answers each query from the engine it was asked of, after having had it translated for SQL Server too.</summary>
internal sealed class MirroringQueryCompiler(
    IQueryContextFactory queryContextFactory,
    ICompiledQueryCache compiledQueryCache,
    ICompiledQueryCacheKeyGenerator compiledQueryCacheKeyGenerator,
    IDatabase database,
    IDiagnosticsLogger<DbLoggerCategory.Query> logger,
    ICurrentDbContext currentContext,
    IEvaluatableExpressionFilter evaluatableExpressionFilter,
    IModel model)
    : QueryCompiler(queryContextFactory, compiledQueryCache, compiledQueryCacheKeyGenerator, database, logger, currentContext, evaluatableExpressionFilter, model)
{
    private static readonly MethodInfo ExecuteAs = typeof(IQueryProvider).GetMethods().Single(method => method is { Name: nameof(IQueryProvider.Execute), IsGenericMethod: true });

    private readonly SqlServerMirror _mirror = currentContext.Context.GetService<SqlServerMirror>();

    public override TResult Execute<TResult>(Expression query)
    {
        Translate(query);
        return base.Execute<TResult>(query);
    }

    public override TResult ExecuteAsync<TResult>(Expression query, CancellationToken cancellationToken = default)
    {
        Translate(query);
        return base.ExecuteAsync<TResult>(query, cancellationToken);
    }

    private void Translate(Expression query)
    {
        using var context = _mirror.CreateDbContext();
        var provider = context.GetService<IAsyncQueryProvider>();
        var mirrored = new Rerooting(context, provider).Visit(query)!;
        var before = _mirror.Commands.Count;
        try
        {
            var row = mirrored.Type.GetInterfaces().Prepend(mirrored.Type)
                .FirstOrDefault(type => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IQueryable<>))?.GetGenericArguments()[0];
            if (row is null)
            {
                ExecuteAs.MakeGenericMethod(mirrored.Type).Invoke(provider, [mirrored]);
            }
            else
            {
                foreach (var _ in (IEnumerable)ExecuteAs.MakeGenericMethod(typeof(IEnumerable<>).MakeGenericType(row)).Invoke(provider, [mirrored])!)
                {
                }
            }
        }
        catch (Exception fault) when (Root(fault) is InvalidOperationException { Message: "Sequence contains no elements" or "Sequence contains no elements." } && _mirror.Commands.Count > before)
        {
            // A count or a maximum over an empty answer: the command was translated and written down.
        }
        catch (TargetInvocationException fault)
        {
            throw new InvalidOperationException($"SQL Server cannot run this query: {query}", fault.InnerException);
        }
    }

    private static Exception Root(Exception fault) => fault is TargetInvocationException { InnerException: { } inner } ? inner : fault;

    /// <summary>Replaces the tables of one engine's model by those of the other's, also where they come from captured variables.</summary>
    private sealed class Rerooting(DbContext target, IAsyncQueryProvider provider) : ExpressionVisitor
    {
        public override Expression? Visit(Expression? node) => node is MemberExpression or ConstantExpression && Captured(node) is { } query ? base.Visit(query) : base.Visit(node);

        protected override Expression VisitExtension(Expression node) => node is EntityQueryRootExpression root
            ? new EntityQueryRootExpression(provider, target.Model.FindEntityType(root.EntityType.Name)!)
            : base.VisitExtension(node);

        // An empty first answer would hide the later commands of a split query; as one command all of it is seen.
        protected override Expression VisitMethodCall(MethodCallExpression node) =>
            node.Method.Name == nameof(RelationalQueryableExtensions.AsSplitQuery) ? Visit(node.Arguments[0])! : base.VisitMethodCall(node);

        private static Expression? Captured(Expression node) => node.Type.IsAssignableTo(typeof(IQueryable))
            ? Expression.Lambda<Func<IQueryable>>(node).Compile()().Expression
            : null;
    }
}
