using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>
/// Finds the JSON objects that stand in a text. As in promptfoo, an object may be cut off at the end of the text, have single quotes, bare words,
/// trailing commas or comments; top-level arrays and scalars are not looked for. Time stays proportional to the length
/// even where every character opens a new object: what breaks an object off breaks off the ones around it too, so none of them is tried again.
/// </summary>
internal static class LooseJson
{
    public static IEnumerable<JsonDocument> Objects(string text)
    {
        if (text.AsSpan().Trim() is ['{', .., '}'] && StrictJson.TryParse(text, out _) is { } whole)
        {
            yield return whole;
            yield break;
        }

        var reader = new LooseJsonReader(text);
        var brokenOff = new HashSet<int>();
        for (var at = text.IndexOf('{'); at >= 0; at = at < text.Length ? text.IndexOf('{', at) : -1)
        {
            if (!brokenOff.Contains(at) && reader.ReadObject(at, brokenOff) is { } found)
            {
                yield return found;
                at = reader.Position;
            }
            else
            {
                at++;
            }
        }
    }
}
