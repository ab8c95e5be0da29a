namespace OpsConsole.Core.Features.Prompts.Diff;

/// <summary>Compares two texts by lines, and the words within a changed line.</summary>
public static class TextDiff
{
    /// <summary>One column: removed lines above the added ones that replace them.</summary>
    public static IReadOnlyList<DiffLine> Inline(string oldText, string newText)
    {
        var result = new List<DiffLine>();
        var pending = new List<DiffLine>();
        foreach (var row in SideBySide(oldText, newText))
        {
            if (row.Old.Kind == DiffKind.Same)
            {
                result.AddRange(pending);
                pending.Clear();
                result.Add(new DiffLine(DiffKind.Same, row.Old.Number, row.New.Number, row.Old.Pieces));
                continue;
            }

            if (row.Old.Number is not null)
            {
                result.Add(new DiffLine(DiffKind.Removed, row.Old.Number, null, row.Old.Pieces));
            }

            if (row.New.Number is not null)
            {
                pending.Add(new DiffLine(DiffKind.Added, null, row.New.Number, row.New.Pieces));
            }
        }

        result.AddRange(pending);
        return result;
    }

    /// <summary>Two columns of equal length, a filler where one side has no line.</summary>
    public static IReadOnlyList<DiffRow> SideBySide(string oldText, string newText)
    {
        string[] before = Lines(oldText), after = Lines(newText);
        var rows = new List<DiffRow>();
        foreach (var (kind, oldStart, oldCount, newStart, newCount) in Sequences.Compare(before, after))
        {
            for (var i = 0; i < Math.Max(oldCount, newCount); i++)
            {
                var left = i < oldCount ? oldStart + i : (int?)null;
                var right = i < newCount ? newStart + i : (int?)null;
                rows.Add(kind == DiffKind.Same ? Same(before[left!.Value], left.Value, right!.Value) : Different(before, left, after, right));
            }
        }

        return rows;
    }

    /// <summary>Compares two running texts, such as two outputs, by words.</summary>
    public static IReadOnlyList<DiffPart> WordDiff(string oldText, string newText)
    {
        string[] before = Sequences.Words(oldText), after = Sequences.Words(newText);
        var parts = new List<DiffPart>();
        foreach (var (kind, oldStart, oldCount, newStart, newCount) in Sequences.Compare(before, after))
        {
            if (kind == DiffKind.Same)
            {
                parts.Add(new DiffPart(DiffKind.Same, string.Concat(before.AsSpan(oldStart, oldCount))));
                continue;
            }

            Add(DiffKind.Removed, string.Concat(before.AsSpan(oldStart, oldCount)));
            Add(DiffKind.Added, string.Concat(after.AsSpan(newStart, newCount)));
        }

        return parts;

        void Add(DiffKind kind, string text)
        {
            if (text.Length > 0)
            {
                parts.Add(new DiffPart(kind, text));
            }
        }
    }

    private static DiffRow Same(string line, int left, int right)
    {
        DiffPart[] pieces = [new(DiffKind.Same, line)];
        return new DiffRow(new DiffCell(DiffKind.Same, left + 1, pieces), new DiffCell(DiffKind.Same, right + 1, pieces));
    }

    private static DiffRow Different(string[] before, int? left, string[] after, int? right)
    {
        if (left is { } l && right is { } r)
        {
            var words = WordDiff(before[l], after[r]);
            return new DiffRow(
                new DiffCell(DiffKind.Changed, l + 1, [.. words.Where(part => part.Kind != DiffKind.Added)]),
                new DiffCell(DiffKind.Changed, r + 1, [.. words.Where(part => part.Kind != DiffKind.Removed)]));
        }

        return new DiffRow(
            left is { } only ? new DiffCell(DiffKind.Removed, only + 1, [new(DiffKind.Removed, before[only])]) : Filler,
            right is { } added ? new DiffCell(DiffKind.Added, added + 1, [new(DiffKind.Added, after[added])]) : Filler);
    }

    private static DiffCell Filler { get; } = new(DiffKind.Filler, null, []);

    private static string[] Lines(string text) => text.Length == 0 ? [] : text.ReplaceLineEndings("\n").Split('\n');
}
