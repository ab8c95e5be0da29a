using System.Buffers;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Core.Data;

namespace OpsConsole.Core.Common;

/// <summary>
/// The identity of immutable content: SHA-256 in lower-case hex over its canonical JSON (members by ordinal name, no white space, UTF-8),
/// so that equal content has one hash wherever and whenever it was written.
/// </summary>
internal static class ContentHash
{
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of<T>(T content) => OfAll([content]);

    /// <summary>Over a sequence that need not be in memory at once, one canonical line for each item.</summary>
    public static string OfAll<T>(IEnumerable<T> items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new ArrayBufferWriter<byte>();
        foreach (var item in items)
        {
            buffer.ResetWrittenCount();
            using (var writer = new Utf8JsonWriter(buffer, Writing))
                Write(writer, JsonSerializer.SerializeToElement(item, JsonColumn.Options));
            buffer.Write("\n"u8);
            hash.AppendData(buffer.WrittenSpan);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static void Write(Utf8JsonWriter writer, JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Object)
        {
            writer.WriteStartObject();
            foreach (var member in value.EnumerateObject().OrderBy(member => member.Name, StringComparer.Ordinal))
            {
                writer.WritePropertyName(member.Name);
                Write(writer, member.Value);
            }

            writer.WriteEndObject();
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            writer.WriteStartArray();
            foreach (var item in value.EnumerateArray())
                Write(writer, item);
            writer.WriteEndArray();
        }
        else
        {
            value.WriteTo(writer);
        }
    }
}
