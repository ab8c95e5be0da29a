using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpsConsole.Core.Common.Yaml;

/// <summary>JSON written as YAML for people to read: block style, texts of several lines as they are; <see cref="YamlReader"/> brings back exactly the same.</summary>
public static partial class YamlText
{
    public static string Of(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value, 0);
        return text.ToString();
    }

    // What stands after "key:" or "-"; a block goes on in the following lines.
    private static void Write(StringBuilder text, JsonElement value, int indent)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object when value.EnumerateObject().Any():
                foreach (var property in value.EnumerateObject())
                {
                    Start(text, indent);
                    text.Append(PlainKey().IsMatch(property.Name) ? property.Name : Quoted(property.Name)).Append(':');
                    Nested(text, property.Value, indent, ofList: false);
                }

                break;
            case JsonValueKind.Array when value.GetArrayLength() > 0:
                foreach (var item in value.EnumerateArray())
                {
                    Start(text, indent);
                    text.Append('-');
                    Nested(text, item, indent, ofList: true);
                }

                break;
            default:
                text.Append(Scalar(value)).Append('\n');
                break;
        }
    }

    private static void Nested(StringBuilder text, JsonElement value, int indent, bool ofList)
    {
        if (value.ValueKind == JsonValueKind.String && Block(value.GetString()!) is { } head)
        {
            text.Append(' ').Append(head).Append('\n');
            var lines = value.GetString()!.TrimEnd('\n').Split('\n');
            foreach (var line in lines)
                text.Append(' ', line.Length == 0 ? 0 : indent + 2).Append(line).Append('\n');
        }
        else if (IsCollection(value))
        {
            // The first key of an item stands beside its dash.
            text.Append(ofList ? " " : "\n");
            Write(text, value, indent + 2);
        }
        else
        {
            text.Append(' ').Append(Scalar(value)).Append('\n');
        }
    }

    private static void Start(StringBuilder text, int indent)
    {
        if (text.Length == 0 || text[^1] == '\n')
            text.Append(' ', indent);
    }

    private static bool IsCollection(JsonElement value) =>
        (value.ValueKind == JsonValueKind.Object && value.EnumerateObject().Any()) || (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0);

    private static string Scalar(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "{}",
        JsonValueKind.Array => "[]",
        JsonValueKind.String => PlainText().IsMatch(value.GetString()!) && !Word().IsMatch(value.GetString()!) ? value.GetString()! : Quoted(value.GetString()!),
        _ => value.GetRawText(),
    };

    // The indicator that brings the text back as it is; null where only quotes do.
    private static string? Block(string text)
    {
        if (!text.Contains('\n', StringComparison.Ordinal) || text.EndsWith("\n\n", StringComparison.Ordinal) || text[0] is '\n' or ' ' or '\t' || text.Trim().Length == 0)
            return null;
        if (text.Any(c => (char.IsControl(c) && c is not '\n' and not '\t') || c is '\u2028' or '\u2029' or '\ufeff'))
            return null;
        return text.Split('\n').Any(line => line.Length > 0 && (line[0] == '\t' || string.IsNullOrWhiteSpace(line))) ? null : text[^1] == '\n' ? "|" : "|-";
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var c in text)
        {
            _ = c switch
            {
                '"' => quoted.Append("\\\""),
                '\\' => quoted.Append("\\\\"),
                '\n' => quoted.Append("\\n"),
                '\r' => quoted.Append("\\r"),
                '\t' => quoted.Append("\\t"),
                _ when char.IsControl(c) || c is '\u2028' or '\u2029' or '\ufeff' => quoted.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => quoted.Append(c),
            };
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"^[A-Za-z_$][A-Za-z0-9_$.-]*\z")]
    private static partial Regex PlainKey();

    /// <summary>A text that needs no quotes in any place: starts with a letter, ends without a space, holds no indicator.</summary>
    [GeneratedRegex(@"^\p{L}[\p{L}\p{N}_./(),;?!'’ -]*(?<! )\z")]
    private static partial Regex PlainText();

    /// <summary>Words that other YAML readers take for something else.</summary>
    [GeneratedRegex(@"^(true|false|yes|no|on|off|y|n|null)\z", RegexOptions.IgnoreCase)]
    private static partial Regex Word();
}
