using System.Xml;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>Reads XML without ever building it, and notes the paths (<c>root.child</c>) that it is asked for.</summary>
internal static class XmlPaths
{
    private static readonly XmlReaderSettings Document = new()
    {
        // No document type: entities are how a small text becomes a large one, and how a reader is made to fetch.
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
    };

    private static readonly XmlReaderSettings Fragment = new() { DtdProcessing = DtdProcessing.Prohibit, XmlResolver = null, ConformanceLevel = ConformanceLevel.Fragment };

    /// <summary>Adds to <paramref name="found"/>; the words say why it is not well-formed, null when it is.</summary>
    public static string? Read(string text, bool fragment, IReadOnlyList<string> wanted, HashSet<string> found)
    {
        var path = new List<string>();
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), fragment ? Fragment : Document);
            while (reader.Read())
            {
                if (reader.NodeType != XmlNodeType.Element)
                {
                    continue;
                }

                path.RemoveRange(reader.Depth, path.Count - reader.Depth);
                path.Add(reader.Name);
                Note(path, wanted, found);
            }

            return null;
        }
        catch (XmlException exception)
        {
            return $"it breaks off at line {exception.LineNumber}, character {exception.LinePosition}";
        }
    }

    private static void Note(List<string> path, IReadOnlyList<string> wanted, HashSet<string> found)
    {
        foreach (var element in wanted)
        {
            var at = element.Length;
            var step = path.Count - 1;
            for (; step >= 0 && at > 0 && element.AsSpan(0, at).EndsWith(path[step], StringComparison.Ordinal); step--)
            {
                at -= path[step].Length;
                if (at > 0 && element[--at] != '.')
                {
                    break;
                }
            }

            if (step < 0 && at == 0)
            {
                found.Add(element);
            }
        }
    }
}
