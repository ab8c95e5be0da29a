using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary>The texts that an output is compared with, in words, and the score that it must reach; the best over the texts counts.</summary>
internal static class References
{
    public const double DefaultThreshold = 0.5;

    public static Result<ICheck> Compile(JsonElement? value, double? threshold, Func<IReadOnlyList<string>, double, ICheck> check)
    {
        if (threshold is < 0 or > 1)
        {
            return AssertionErrors.Threshold("the threshold is a score from 0 to 1");
        }

        IReadOnlyList<string>? texts = value switch
        {
            { ValueKind: JsonValueKind.String } one => [one.GetString()!],
            { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0 && list.EnumerateArray().All(item => item.ValueKind == JsonValueKind.String) =>
                [.. list.EnumerateArray().Select(item => item.GetString()!)],
            _ => null,
        };
        return texts is null || texts.Any(string.IsNullOrWhiteSpace)
            ? AssertionErrors.Value("the value must be a text or a list of texts, none of them empty")
            : Result.From(check(texts, threshold ?? DefaultThreshold));
    }

    /// <summary>Lower-cased, divided by white space.</summary>
    public static string[] Words(string text) => text.ToLowerInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>As <see cref="Words"/>, without the full stops that end words.</summary>
    public static string[] WordsWithoutStops(string text)
    {
        var words = Words(text);
        for (var i = 0; i < words.Length; i++)
        {
            words[i] = words[i].TrimEnd('.');
        }

        return words;
    }
}
