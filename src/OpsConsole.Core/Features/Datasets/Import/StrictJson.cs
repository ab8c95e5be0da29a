using System.Globalization;
using System.Text.Json;

namespace OpsConsole.Core.Features.Datasets.Import;

/// <summary>Parses JSON from a stranger: no duplicate members, bounded depth, no half surrogates; a fault comes back in words with its position.</summary>
internal static class StrictJson
{
    public const int MaxDepth = 64;
    private const string Half = @"an escape like \ud800 stands for half a character";

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = MaxDepth, AllowDuplicateProperties = false };

    public static (JsonElement Value, string? Fault) Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text, Options);
            var value = document.RootElement.Clone();
            return MayHoldHalf(text) && HalfCharacter(value) is { } half ? (default, $"invalid JSON: {half}") : (value, null);
        }
        catch (JsonException fault)
        {
            return (default, InWords(fault));
        }
        catch (InvalidOperationException)
        {
            // Looking for duplicate members reads their names.
            return (default, $"invalid JSON: {Half}");
        }
    }

    /// <summary>What is wrong with a value that holds half a surrogate pair: every reader of it would throw.</summary>
    public static string? HalfCharacter(JsonElement value)
    {
        if (!MayHoldHalf(value.GetRawText()))
            return null;
        try
        {
            ReadAllText(value);
            return null;
        }
        catch (InvalidOperationException)
        {
            return Half;
        }
    }

    private static bool MayHoldHalf(string json) => json.Contains(@"\ud", StringComparison.OrdinalIgnoreCase);

    private static string InWords(JsonException fault)
    {
        if (fault.Message.Contains("maximum configured depth", StringComparison.Ordinal))
        {
            return $"the JSON is nested deeper than {MaxDepth} levels";
        }

        // The message ends in its own, zero-based "LineNumber: 0 | BytePositionInLine: 7."
        var reason = fault.Message.Split(" LineNumber:")[0].Split(" Path:")[0];
        var at = fault.BytePositionInLine is { } position ? string.Create(CultureInfo.InvariantCulture, $" at position {position + 1}") : "";
        return $"invalid JSON{at}: {reason}";
    }

    // GetString throws on a lone surrogate, here rather than in whoever reads the value later.
    private static void ReadAllText(JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                value.GetString();
                break;
            case JsonValueKind.Array:
                foreach (var item in value.EnumerateArray())
                {
                    ReadAllText(item);
                }

                break;
            case JsonValueKind.Object:
                foreach (var member in value.EnumerateObject())
                {
                    _ = member.Name;
                    ReadAllText(member.Value);
                }

                break;
            default:
                break;
        }
    }
}
