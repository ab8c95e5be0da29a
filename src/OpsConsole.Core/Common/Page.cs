namespace OpsConsole.Core.Common;

/// <summary>A slice of a list that is read onwards: <see cref="Next"/> is the <c>after</c> of the following slice, null at the end.</summary>
public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

/// <summary>A slice of a grid, and how many rows there are in all.</summary>
public sealed record GridPage<T>(IReadOnlyList<T> Items, int Total);

/// <summary>How long a slice may be, and how one is cut.</summary>
public static class Page
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 500;

    /// <summary>A limit that any caller gave, brought into 1..<see cref="MaxLimit"/>.</summary>
    public static int Limit(int asked) => Math.Clamp(asked, 1, MaxLimit);

    /// <summary>From up to <paramref name="limit"/> + 1 rows: the row too many only tells that there are more.</summary>
    public static Page<T> From<T>(IReadOnlyList<T> rows, int limit, Func<T, string> key) =>
        rows.Count > limit ? new Page<T>([.. rows.Take(limit)], key(rows[limit - 1])) : new Page<T>(rows, null);
}
