using System.Linq.Expressions;
using System.Reflection;

namespace OpsConsole.Core.Data;

/// <summary>Text filters that mean the same on every engine, whose own comparisons differ in case.</summary>
internal static class Filtering
{
    private static readonly MethodInfo ToLower = typeof(string).GetMethod(nameof(string.ToLower), Type.EmptyTypes)!;
    private static readonly MethodInfo Contains = typeof(string).GetMethod(nameof(string.Contains), [typeof(string)])!;
    private static readonly MethodInfo Compare = typeof(string).GetMethod(nameof(string.Compare), [typeof(string), typeof(string)])!;

    /// <summary>Rows in which one of the texts contains the search, whatever the case; every row when nothing is searched.</summary>
    public static IQueryable<T> Matching<T>(this IQueryable<T> rows, string? search, params Expression<Func<T, string>>[] texts)
    {
        if (string.IsNullOrWhiteSpace(search))
            return rows;

        var part = Parameter(search.Trim().ToLowerInvariant());
        var row = Expression.Parameter(typeof(T), "row");
        var any = texts
            .Select(text => (Expression)Expression.Call(Expression.Call(BodyOver(text, row), ToLower), Contains, part))
            .Aggregate(Expression.OrElse);
        return rows.Where(Expression.Lambda<Func<T, bool>>(any, row));
    }

    /// <summary>Rows behind the last key of the slice before; all when there was none.</summary>
    public static IQueryable<T> After<T>(this IQueryable<T> rows, Expression<Func<T, string>> key, string? last)
    {
        if (last is null)
            return rows;

        var row = Expression.Parameter(typeof(T), "row");
        var compared = Expression.Call(Compare, BodyOver(key, row), Parameter(last));
        return rows.Where(Expression.Lambda<Func<T, bool>>(Expression.GreaterThan(compared, Expression.Constant(0)), row));
    }

    private static Expression BodyOver<T>(Expression<Func<T, string>> text, ParameterExpression row) => new Replacing(text.Parameters[0], row).Visit(text.Body);

    // A property of a captured object becomes a parameter of the query; a constant would be compiled anew for each search.
    private static MemberExpression Parameter(string value) => Expression.Property(Expression.Constant(new Captured(value)), nameof(Captured.Value));

    private sealed record Captured(string Value);

    private sealed class Replacing(ParameterExpression old, ParameterExpression now) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == old ? now : node;
    }
}
