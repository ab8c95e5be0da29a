using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpsConsole.Core.Features.Datasets.Checks;

/// <summary>Texts as their words: compatibility forms made one (NFKC), lower case, without signs and spaces. What two texts share is asked of these.</summary>
internal static partial class Words
{
    /// <summary>Of a longer text the first are compared: enough to tell two documents apart, and a bound on time.</summary>
    public const int Most = 5_000;

    public static string[] Of(string text)
    {
        var normal = Normal(text);
        var words = new List<string>();
        foreach (var match in Word().EnumerateMatches(normal))
        {
            if (words.Count == Most)
                break;
            words.Add(normal.Substring(match.Index, match.Length));
        }

        return [.. words];
    }

    /// <summary>One layout for texts that differ in case, spaces and compatibility forms only.</summary>
    public static string Normal(string text) => string.Join(' ', Compatible(text).ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The texts inside a value: itself, or those of its items and members.</summary>
    public static IEnumerable<string> TextsOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array => value.EnumerateArray().SelectMany(TextsOf),
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => TextsOf(member.Value)),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => [value.GetRawText()],
        JsonValueKind.Null or JsonValueKind.Undefined => [],
    };

    // A noncharacter in a text is no reason to end the report.
    private static string Compatible(string text)
    {
        try
        {
            return text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            return text;
        }
    }

    [GeneratedRegex(@"[\p{L}\p{M}\p{N}]+", RegexOptions.CultureInvariant)]
    private static partial Regex Word();
}
