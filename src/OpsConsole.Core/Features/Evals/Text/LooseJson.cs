using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>
/// Finds the JSON objects that stand in a text. As in promptfoo, an object may be cut off at the end of the text, have single quotes, bare words,
/// trailing commas or comments; top-level arrays and scalars are not looked for. Each start is tried once to a bounded depth, so time stays
/// proportional to the length even where every character opens a new object.
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

        for (var at = text.IndexOf('{'); at >= 0; at = at < text.Length ? text.IndexOf('{', at) : -1)
        {
            var reader = new LooseJsonReader(text, at);
            if (reader.ReadObject() is { } found)
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
