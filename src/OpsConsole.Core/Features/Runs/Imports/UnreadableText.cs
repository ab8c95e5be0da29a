using System.Globalization;
using System.Text.Json;
using System.Text.Unicode;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>Finds text that is JSON by its grammar and no text: whoever reads it would throw.</summary>
internal static class UnreadableText
{
    /// <summary>Where it stands, "results.results[3].vars.question"; null where all can be read.</summary>
    public static string? Find(ReadOnlySpan<byte> written, JsonElement root)
    {
        // Most files have neither, and are not walked through.
        var isPlain = Utf8.IsValid(written) && written.IndexOf("\\ud"u8) < 0 && written.IndexOf("\\uD"u8) < 0;
        return isPlain ? null : Find(root, "the top");
    }

    private static string? Find(JsonElement value, string place)
    {
        try
        {
            return value.ValueKind switch
            {
                JsonValueKind.Object => value.EnumerateObject().Select(member => Find(member.Value, place == "the top" ? member.Name : $"{place}.{member.Name}")).FirstOrDefault(found => found is not null),
                JsonValueKind.Array => value.EnumerateArray().Index().Select(item => Find(item.Item, string.Create(CultureInfo.InvariantCulture, $"{place}[{item.Index}]"))).FirstOrDefault(found => found is not null),
                JsonValueKind.String when value.GetString() is null => place,
                _ => null,
            };
        }
        catch (InvalidOperationException)
        {
            return place;
        }
    }
}
