using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Common.Yaml;

namespace OpsConsole.Core.Features.Prompts.Files;

/// <summary>Takes values out of a file's tree and collects what is wrong with them, each fault with line, column and path.</summary>
internal sealed class FileFields
{
    public List<ErrorDetail> Faults { get; } = [];

    public void Fault(YamlItem at, string path, string reason) => Faults.Add(new ErrorDetail(at.Place, $"{path} {reason}"));

    /// <summary>A mapping whose keys are all known; null where it is none.</summary>
    public YamlMap? Map(YamlItem item, string path, params string[] known)
    {
        if (item is not YamlMap map)
        {
            Fault(item, path, "must be a mapping");
            return null;
        }

        foreach (var entry in map.Entries.Where(entry => !known.Contains(entry.Key)))
            Faults.Add(new ErrorDetail(entry.Place, $"{path} has the unknown key '{entry.Key}'; known are {string.Join(", ", known)}"));
        return map;
    }

    public IReadOnlyList<YamlItem> List(YamlMap map, string key, string path)
    {
        switch (Value(map, key))
        {
            case null:
                return [];
            case YamlList list:
                return list.Items;
            case var other:
                Fault(other, Join(path, key), "must be a list");
                return [];
        }
    }

    public string? Text(YamlMap map, string key, string path, bool required = false)
    {
        switch (Value(map, key))
        {
            case null:
                if (required)
                    Fault(map, Join(path, key), "is missing");
                return null;
            case YamlScalar scalar:
                return scalar.Text;
            case var other:
                Fault(other, Join(path, key), "must be a text");
                return null;
        }
    }

    /// <summary>One of some words.</summary>
    public T? Word<T>(YamlMap map, string key, string path, IReadOnlyDictionary<string, T> words)
        where T : struct
    {
        if (Text(map, key, path) is not { } word)
            return null;
        if (words.TryGetValue(word, out var value))
            return value;
        Fault(map[key]!.Value, Join(path, key), $"is one of {string.Join(", ", words.Keys)}, not '{word}'");
        return null;
    }

    public double? Number(YamlMap map, string key, string path) =>
        Parsed(map, key, path, "a number", (string text, out double value) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value));

    public long? Whole(YamlMap map, string key, string path) =>
        Parsed(map, key, path, "a whole number", (string text, out long value) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public int? Count(YamlMap map, string key, string path) =>
        Parsed(map, key, path, "a whole number", (string text, out int value) => int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value));

    public bool? Flag(YamlMap map, string key, string path) => Parsed<bool>(map, key, path, "true or false", bool.TryParse);

    /// <summary>A text as it stands, or any other value as JSON.</summary>
    public string? TextOrJson(YamlMap map, string key, string path)
    {
        var value = Value(map, key);
        if (value is null or YamlScalar { IsPlain: false } || (value is YamlScalar && Json(value, Join(path, key)) is { ValueKind: JsonValueKind.String }))
            return (value as YamlScalar)?.Text;
        return Json(value, Join(path, key)) is { ValueKind: not JsonValueKind.Undefined } json ? JsonSerializer.Serialize(json, Relaxed) : null;
    }

    public static string Join(string path, string key) => path.Length == 0 ? key : $"{path}.{key}";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // Nothing written and null are the same: absent.
    private static YamlItem? Value(YamlMap map, string key) =>
        map[key]?.Value is { } value and not YamlScalar { IsPlain: true, Text: "" or "~" or "null" or "Null" or "NULL" } ? value : null;

    private delegate bool Parser<T>(string text, out T value);

    private T? Parsed<T>(YamlMap map, string key, string path, string what, Parser<T> parse)
        where T : struct
    {
        var item = Value(map, key);
        if (item is null)
            return null;
        if (item is YamlScalar { IsPlain: true } scalar && parse(scalar.Text, out var value))
            return value;
        Fault(item, Join(path, key), $"must be {what}");
        return null;
    }

    private JsonElement Json(YamlItem item, string path)
    {
        var json = YamlJson.ToJson(item, PromptFile.MaxLength);
        if (json.IsOk)
            return json.Value;
        Fault(item, path, json.Error.Details![0].Reason);
        return default;
    }
}
