using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Schemas;

/// <summary>The schema of <c>is-json</c> and <c>contains-json</c>: an object or boolean, or a text with JSON or YAML in it; absent or empty means none.</summary>
internal static class SchemaValue
{
    /// <summary>Makes the check that <paramref name="check"/> builds from the schema, or from none.</summary>
    public static Result<ICheck> Compile(JsonElement? value, Func<JsonSchema?, ICheck> check)
    {
        var given = value ?? default;
        switch (given.ValueKind)
        {
            case JsonValueKind.Undefined or JsonValueKind.Null:
            case JsonValueKind.String when given.GetString()!.Length == 0:
                return Result.From(check(null));
            case JsonValueKind.String:
                var parsed = Parse(given.GetString()!);
                return parsed.IsOk ? FromElement(parsed.Value, check) : parsed.Error;
            default:
                return FromElement(given, check);
        }
    }

    private static Result<ICheck> FromElement(JsonElement element, Func<JsonSchema?, ICheck> check)
    {
        var schema = JsonSchema.Compile(element);
        return schema.IsOk ? Result.From(check(schema.Value)) : schema.Error;
    }

    private static Result<JsonElement> Parse(string text)
    {
        using var document = StrictJson.TryParse(text, out _);
        return document is null ? YamlJson.Parse(text) : document.RootElement.Clone();
    }
}
