namespace OpsConsole.Web.Components.Controls;

/// <summary>Lays the lines of a diff out in two columns: a removed line stands beside the line that replaced it.</summary>
internal static class DiffPairs
{
    public static IEnumerable<(DiffLine? Left, DiffLine? Right)> Of(IReadOnlyList<DiffLine> lines)
    {
        var removed = new Queue<DiffLine>();
        var added = new Queue<DiffLine>();
        foreach (var line in lines)
        {
            // A removal after an addition opens the next block of changes.
            if (line.Kind is DiffKind.Same or DiffKind.Folded || (line.Kind == DiffKind.Removed && added.Count > 0))
            {
                foreach (var pair in Drain(removed, added))
                    yield return pair;
            }

            if (line.Kind == DiffKind.Removed)
                removed.Enqueue(line);
            else if (line.Kind == DiffKind.Added)
                added.Enqueue(line);
            else
                yield return (line, line);
        }

        foreach (var pair in Drain(removed, added))
            yield return pair;
    }

    private static IEnumerable<(DiffLine? Left, DiffLine? Right)> Drain(Queue<DiffLine> removed, Queue<DiffLine> added)
    {
        while (removed.Count + added.Count > 0)
            yield return (removed.TryDequeue(out var left) ? left : null, added.TryDequeue(out var right) ? right : null);
    }
}
