using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;

namespace OpsConsole.Core.Features.Datasets.Export;

/// <summary>One case as a JSON object on one line, with the members import knows.</summary>
internal static class CaseJson
{
    public static readonly JsonWriterOptions Readable = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Line(ImportedCase test)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            writer.WriteStartObject();
            writer.WriteString("id", test.Key);
            Text(writer, "description", test.Description);
            writer.WritePropertyName("vars");
            test.Variables.WriteTo(writer);
            List(writer, "answers", test.Expected);
            List(writer, "tags", test.Tags);
            if (test.Threshold is { } threshold)
            {
                writer.WriteNumber("threshold", threshold);
            }

            Text(writer, "metric", test.Metric);
            Text(writer, "split", test.Split);
            if (test.Origin is { } origin)
            {
                writer.WritePropertyName("origin");
                OriginJson.Write(writer, origin);
            }

            List(writer, "__expected", test.ExpectedShorthand);
            if (test.Assertions != "[]")
            {
                writer.WritePropertyName("assert");
                writer.WriteRawValue(test.Assertions);
            }

            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static string Of(IReadOnlyList<string> texts)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            Write(writer, texts);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    public static string Of(CaseOrigin origin)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer, Readable))
        {
            OriginJson.Write(writer, origin);
        }

        return Encoding.UTF8.GetString(buffer.GetBuffer(), 0, (int)buffer.Length);
    }

    private static void Text(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static void List(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        if (texts.Count > 0)
        {
            writer.WritePropertyName(name);
            Write(writer, texts);
        }
    }

    private static void Write(Utf8JsonWriter writer, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray();
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }
}
