using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>Renders the texts inside a value. A text that is exactly one <c>{{ name }}</c> becomes the variable itself: a list stays a list.</summary>
internal static partial class ValueTemplate
{
    public static bool IsTemplate(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => IsTemplate(value.GetString()!),
        JsonValueKind.Array => value.EnumerateArray().Any(IsTemplate),
        JsonValueKind.Object => value.EnumerateObject().Any(property => IsTemplate(property.Value)),
        _ => false,
    };

    public static Result<JsonElement> Render(JsonElement value, IReadOnlyDictionary<string, JsonElement> variables, ITemplateRenderer renderer)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.String:
                return RenderText(value, variables, renderer);
            case JsonValueKind.Array:
                var items = new JsonArray();
                foreach (var item in value.EnumerateArray())
                {
                    var rendered = Render(item, variables, renderer);
                    if (!rendered.IsOk)
                    {
                        return rendered.Error;
                    }

                    items.Add(ToNode(rendered.Value));
                }

                return JsonSerializer.SerializeToElement(items);
            case JsonValueKind.Object:
                var properties = new JsonObject();
                foreach (var property in value.EnumerateObject())
                {
                    var rendered = Render(property.Value, variables, renderer);
                    if (!rendered.IsOk)
                    {
                        return rendered.Error;
                    }

                    properties[property.Name] = ToNode(rendered.Value);
                }

                return JsonSerializer.SerializeToElement(properties);
            default:
                return value;
        }
    }

    private static Result<JsonElement> RenderText(JsonElement value, IReadOnlyDictionary<string, JsonElement> variables, ITemplateRenderer renderer)
    {
        var text = value.GetString()!;
        if (!IsTemplate(text))
        {
            return value;
        }

        if (SingleVariable().Match(text) is { Success: true } match)
        {
            var name = match.Groups[1].Value;
            return variables.TryGetValue(name, out var variable)
                ? variable
                : Error.Invalid("assertions.missing-variable", $"the assertion uses “{name}”, which this case does not set");
        }

        var rendered = renderer.Render(text, variables);
        return rendered.IsOk ? JsonSerializer.SerializeToElement(rendered.Value) : rendered.Error;
    }

    private static bool IsTemplate(string text) => text.Contains("{{", StringComparison.Ordinal) || text.Contains("{%", StringComparison.Ordinal);

    private static JsonNode? ToNode(JsonElement element) => JsonSerializer.SerializeToNode(element);

    [GeneratedRegex(@"\A\s*\{\{-?\s*([A-Za-z_][A-Za-z0-9_-]*)\s*-?\}\}\s*\z", RegexOptions.CultureInvariant)]
    private static partial Regex SingleVariable();
}
