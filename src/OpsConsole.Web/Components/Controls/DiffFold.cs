namespace OpsConsole.Web.Components.Controls;

/// <summary>A line to show, or how many unchanged lines stand hidden at this place.</summary>
internal readonly record struct DiffFold<T>(int At, T? Line, int Hidden);

/// <summary>Hides long unchanged stretches of a diff, so that the changes are seen; three lines stay on either side.</summary>
internal static class DiffFold
{
    private const int Context = 3;

    public static IEnumerable<DiffFold<T>> Of<T>(IReadOnlyList<T> lines, Predicate<T> isSame, IReadOnlySet<int> unfolded)
    {
        var at = 0;
        while (at < lines.Count)
        {
            var end = at;
            while (end < lines.Count && isSame(lines[end]))
                end++;

            var first = at == 0 ? 0 : Math.Min(at + Context, end);
            var last = end == lines.Count ? end : Math.Max(end - Context, first);
            var hides = last - first > 1 && !unfolded.Contains(first);
            for (; at < end; at++)
            {
                if (hides && at == first)
                {
                    yield return new DiffFold<T>(first, default, last - first);
                    at = last - 1;
                    continue;
                }

                yield return new DiffFold<T>(at, lines[at], 0);
            }

            if (at < lines.Count)
                yield return new DiffFold<T>(at, lines[at++], 0);
        }
    }
}
