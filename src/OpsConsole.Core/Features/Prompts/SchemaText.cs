using System.Text.Encodings.Web;
using System.Text.Json;
using OpsConsole.Core.Features.Evals.Schemas;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>A JSON Schema that people write as text: of answers, or of a tool's arguments.</summary>
internal static class SchemaText
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 64 };
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Why it is no usable schema, with line and column where the JSON itself is broken; null when it is one.</summary>
    public static string? Fault(string text)
    {
        JsonElement schema;
        try
        {
            schema = JsonElement.Parse(text, Strict);
        }
        catch (JsonException fault)
        {
            return fault.LineNumber is { } line
                ? $"line {line + 1}, column {fault.BytePositionInLine + 1}: this is no JSON"
                : $"this is no JSON: {fault.Message}";
        }

        if (schema.ValueKind != JsonValueKind.Object)
            return "a JSON Schema is an object, such as {\"type\": \"object\"}";
        return JsonSchema.Compile(schema).Error?.Message;
    }

    /// <summary>One layout for equal JSON; what is no JSON yet stays as it was typed, and what is empty is nothing.</summary>
    public static string? Tidy(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        try
        {
            return JsonSerializer.Serialize(JsonElement.Parse(text, Strict), Indented);
        }
        catch (JsonException)
        {
            return text;
        }
    }
}
