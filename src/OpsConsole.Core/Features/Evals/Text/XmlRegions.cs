namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>Finds the elements that stand in prose, the largest of each nest, in one pass: where an end tag closes the start tag before it.</summary>
internal static class XmlRegions
{
    public static IReadOnlyList<(int Start, int End)> In(string text)
    {
        var regions = new List<(int Start, int End)>();
        var open = new Stack<(string Name, int Start)>();
        for (var at = text.IndexOf('<', StringComparison.Ordinal); at >= 0; at = text.IndexOf('<', at))
        {
            var end = Tag(text, at, out var name, out var kind);
            if (end < 0)
            {
                at++;
            }
            else if (kind == TagKind.Start)
            {
                open.Push((name, at));
                at = end;
            }
            else if (kind == TagKind.Empty)
            {
                Add(regions, at, end);
                at = end;
            }
            else
            {
                if (open.TryPeek(out var last) && last.Name == name)
                {
                    Add(regions, open.Pop().Start, end);
                }
                else
                {
                    open.Clear();
                }

                at = end;
            }
        }

        return regions;
    }

    private enum TagKind
    {
        Start,
        End,
        Empty,
    }

    private static void Add(List<(int Start, int End)> regions, int start, int end)
    {
        while (regions.Count > 0 && regions[^1].Start > start)
        {
            regions.RemoveAt(regions.Count - 1);
        }

        regions.Add((start, end));
    }

    private static int Tag(string text, int at, out string name, out TagKind kind)
    {
        kind = at + 1 < text.Length && text[at + 1] == '/' ? TagKind.End : TagKind.Start;
        var from = at + (kind == TagKind.End ? 2 : 1);
        var to = from;
        while (to < text.Length && (char.IsLetterOrDigit(text[to]) || text[to] is '-' or '_' or ':' or '.'))
        {
            to++;
        }

        name = text[from..to];
        var end = text.AsSpan(to).IndexOfAny('<', '>');
        if (name.Length == 0 || end < 0 || text[to + end] != '>')
        {
            return -1;
        }

        kind = kind == TagKind.Start && text[to + end - 1] == '/' ? TagKind.Empty : kind;
        return to + end + 1;
    }
}
