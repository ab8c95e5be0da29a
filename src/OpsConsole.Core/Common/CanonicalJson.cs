using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpsConsole.Core.Common;

/// <summary>
/// The one byte sequence for a JSON value (RFC 8785, JSON Canonicalization Scheme): what hashes and signatures are made over.
/// Numbers are IEEE 754 doubles there, so a number that no double holds exactly loses digits, as in every implementation.
/// </summary>
public static class CanonicalJson
{
    /// <exception cref="ArgumentException">A number is out of a double's range: it has no canonical form.</exception>
    /// <exception cref="InvalidOperationException">A text holds half a surrogate pair: nor has that.</exception>
    public static byte[] Serialize(JsonElement value)
    {
        var text = new StringBuilder();
        Write(text, value);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    /// <inheritdoc cref="Serialize(JsonElement)"/>
    public static byte[] Serialize(JsonNode? value) => Serialize(JsonSerializer.SerializeToElement(value));

    /// <summary>SHA-256 over the canonical bytes, 64 lower-case hexadecimal digits.</summary>
    public static string Sha256Hex(JsonElement value) => Convert.ToHexStringLower(SHA256.HashData(Serialize(value)));

    /// <inheritdoc cref="Sha256Hex(JsonElement)"/>
    public static string Sha256Hex(JsonNode? value) => Convert.ToHexStringLower(SHA256.HashData(Serialize(value)));

    private static void Write(StringBuilder text, JsonElement value)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                WriteObject(text, value);
                break;
            case JsonValueKind.Array:
                text.Append('[');
                foreach (var (index, item) in value.EnumerateArray().Index())
                {
                    Write(index == 0 ? text : text.Append(','), item);
                }

                text.Append(']');
                break;
            case JsonValueKind.String:
                WriteString(text, value.GetString()!);
                break;
            case JsonValueKind.Number:
                text.Append(Number(value.GetDouble()));
                break;
            case JsonValueKind.True or JsonValueKind.False:
                text.Append(value.GetBoolean() ? "true" : "false");
                break;
            case JsonValueKind.Null or JsonValueKind.Undefined:
                text.Append("null");
                break;
        }
    }

    // Members sort by UTF-16 code units (3.2.3), which is what ordinal comparison does.
    private static void WriteObject(StringBuilder text, JsonElement value)
    {
        text.Append('{');
        foreach (var (index, member) in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal).Index())
        {
            WriteString(index == 0 ? text : text.Append(','), member.Name);
            Write(text.Append(':'), member.Value);
        }

        text.Append('}');
    }

    private static void WriteString(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            _ = c switch
            {
                '"' => text.Append("\\\""),
                '\\' => text.Append(@"\\"),
                '\b' => text.Append("\\b"),
                '\t' => text.Append("\\t"),
                '\n' => text.Append("\\n"),
                '\f' => text.Append("\\f"),
                '\r' => text.Append("\\r"),
                < ' ' => text.Append(CultureInfo.InvariantCulture, $"\\u{(int)c:x4}"),
                _ => text.Append(c),
            };
        }

        text.Append('"');
    }

    /// <summary>ECMAScript's Number::toString (ECMA-262, 6.1.6.1.20): the shortest digits, laid out by its five cases.</summary>
    private static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException("A number beyond a double's range has no canonical form.", nameof(value));
        }

        if (value == 0)
        {
            return "0";
        }

        // "E16" of .NET is not the shortest form; "R" is, and both halves are read off it.
        var shortest = Math.Abs(value).ToString("R", CultureInfo.InvariantCulture);
        var parts = shortest.Split('E');
        var point = parts[0].IndexOf('.');
        var digits = parts[0].Replace(".", "", StringComparison.Ordinal);
        var n = (point < 0 ? digits.Length : point) + (parts.Length > 1 ? int.Parse(parts[1], CultureInfo.InvariantCulture) : 0);
        var leading = digits.Length - digits.TrimStart('0').Length;
        n -= leading;
        digits = digits.Trim('0');
        var k = digits.Length;
        var sign = value < 0 ? "-" : "";
        return sign + n switch
        {
            _ when k <= n && n <= 21 => digits + new string('0', n - k),
            > 0 and <= 21 => $"{digits[..n]}.{digits[n..]}",
            > -6 and <= 0 => "0." + new string('0', -n) + digits,
            _ => $"{digits[0]}{(k == 1 ? "" : "." + digits[1..])}e{(n > 0 ? "+" : "-")}{Math.Abs(n - 1)}",
        };
    }
}
