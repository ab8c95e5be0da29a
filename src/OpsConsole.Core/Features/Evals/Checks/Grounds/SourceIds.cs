using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Grounds;

/// <summary>By which names the sources of a case may be cited.</summary>
internal static partial class SourceIds
{
    private static readonly string[] IdNames = ["id", "key", "name", "source"];

    /// <summary>A list by number, from 1, and by the id of each entry; an object by its names; a text by the marks that stand in it.</summary>
    public static IReadOnlySet<string> Of(JsonElement sources)
    {
        var ids = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        switch (sources.ValueKind)
        {
            case JsonValueKind.Array:
                foreach (var (index, entry) in sources.EnumerateArray().Index())
                {
                    ids.Add((index + 1).ToString(CultureInfo.InvariantCulture));
                    AddIdOf(entry, ids);
                }

                break;
            case JsonValueKind.Object:
                ids.UnionWith(sources.EnumerateObject().Select(entry => entry.Name));
                break;
            case JsonValueKind.String:
                ids.UnionWith(Mark().Matches(sources.GetString()!).Select(mark => mark.Groups[1].Value.Trim()));
                break;
            default:
                break;
        }

        return ids;
    }

    private static void AddIdOf(JsonElement entry, HashSet<string> ids)
    {
        if (entry.ValueKind == JsonValueKind.String)
        {
            var text = entry.GetString()!;
            if (!text.Contains(' ', StringComparison.Ordinal) && text.Length is > 0 and <= 100)
            {
                ids.Add(text);
            }
        }
        else if (entry.ValueKind == JsonValueKind.Object)
        {
            foreach (var name in IdNames)
            {
                if (entry.TryGetProperty(name, out var id) && id.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    ids.Add(JsonText.Of(id));
                }
            }
        }
    }

    [GeneratedRegex(@"\[([^\[\]\n]{1,100})\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();
}
