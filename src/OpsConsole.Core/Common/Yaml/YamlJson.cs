using System.Buffers;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpsConsole.Core.Common.Yaml;

/// <summary>YAML values as JSON, plain scalars typed by the core schema of YAML 1.2.</summary>
public static partial class YamlJson
{
    /// <summary>Most bytes of JSON one value may become: aliases are shared in the tree but written out in full here.</summary>
    public const int MaxBytes = 16 * 1024 * 1024;

    /// <summary>The value as JSON, or error <c>yaml.too-large</c> when its aliases multiply it beyond <paramref name="maxBytes"/>.</summary>
    public static Result<JsonElement> ToJson(YamlItem item, long maxBytes = MaxBytes)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer, new JsonWriterOptions { MaxDepth = YamlReader.MaxDepth * YamlReader.MaxDepth }))
        {
            if (!Write(writer, item, 0, maxBytes))
            {
                return Error.Invalid(
                    "yaml.too-large",
                    $"{item.Place}: written out with its aliases the value is larger than {maxBytes / 1024} KB or deeper than {YamlReader.MaxDepth} levels.",
                    [new ErrorDetail(item.Place, "aliases multiply it beyond the limit")]);
            }
        }

        var reader = new Utf8JsonReader(buffer.WrittenSpan, new JsonReaderOptions { MaxDepth = YamlReader.MaxDepth + 1 });
        return JsonElement.ParseValue(ref reader);
    }

    private static bool Write(Utf8JsonWriter writer, YamlItem item, int depth, long maxBytes)
    {
        if (depth > YamlReader.MaxDepth || writer.BytesCommitted + writer.BytesPending > maxBytes)
        {
            return false;
        }

        switch (item)
        {
            case YamlScalar scalar:
                WriteScalar(writer, scalar);
                return true;
            case YamlList list:
                writer.WriteStartArray();
                foreach (var element in list.Items)
                {
                    if (!Write(writer, element, depth + 1, maxBytes))
                    {
                        return false;
                    }
                }

                writer.WriteEndArray();
                return true;
            default:
                writer.WriteStartObject();
                foreach (var entry in ((YamlMap)item).Entries)
                {
                    writer.WritePropertyName(entry.Key);
                    if (!Write(writer, entry.Value, depth + 1, maxBytes))
                    {
                        return false;
                    }
                }

                writer.WriteEndObject();
                return true;
        }
    }

    private static void WriteScalar(Utf8JsonWriter writer, YamlScalar scalar)
    {
        if (!scalar.IsPlain)
        {
            writer.WriteStringValue(scalar.Text);
        }
        else if (scalar.Text is "" or "~" or "null" or "Null" or "NULL")
        {
            writer.WriteNullValue();
        }
        else if (scalar.Text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            writer.WriteBooleanValue(scalar.Text[0] is 't' or 'T');
        }
        else if (JsonNumber().IsMatch(scalar.Text))
        {
            writer.WriteRawValue(scalar.Text);
        }
        else if (OtherNumber().IsMatch(scalar.Text)
            && double.TryParse(scalar.Text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && double.IsFinite(number))
        {
            writer.WriteNumberValue(number);
        }
        else
        {
            writer.WriteStringValue(scalar.Text);
        }
    }

    [GeneratedRegex(@"^-?(0|[1-9]\d{0,300})(\.\d{1,300})?([eE][-+]?\d{1,3})?\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex JsonNumber();

    // "+1", ".5", "1." and "007" are numbers in YAML but not in JSON.
    [GeneratedRegex(@"^[-+]?(\.\d{1,300}|\d{1,300}(\.\d{0,300})?)([eE][-+]?\d{1,3})?\z", RegexOptions.CultureInvariant | RegexOptions.ECMAScript)]
    private static partial Regex OtherNumber();
}
