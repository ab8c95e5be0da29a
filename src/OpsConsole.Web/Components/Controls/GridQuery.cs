namespace OpsConsole.Web.Components.Controls;

/// <summary>What a grid asks for: rows from <paramref name="Skip"/> on, ordered by one of the allowed names, or by default where there is none.</summary>
public sealed record GridQuery(int Skip, int Take, string? Sort, bool Descending);

/// <summary>The rows asked for and how many there are in all.</summary>
public sealed record GridRows<T>(IReadOnlyList<T> Rows, int Total);
