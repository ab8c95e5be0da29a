using System.Text.Json;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>What somebody typed for a variable, as a value of its type.</summary>
internal static class TypedValue
{
    /// <summary>Text as it stands, everything else as JSON; null where it is not of the type.</summary>
    public static JsonElement? Parse(PromptVariableType type, string text)
    {
        if (type == PromptVariableType.Text)
            return JsonSerializer.SerializeToElement(text);
        try
        {
            var value = JsonElement.Parse(text);
            return Fits(type, value.ValueKind) ? value : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static bool Fits(PromptVariableType type, JsonValueKind kind) => type switch
    {
        PromptVariableType.Text => kind == JsonValueKind.String,
        PromptVariableType.Number => kind == JsonValueKind.Number,
        PromptVariableType.Boolean => kind is JsonValueKind.True or JsonValueKind.False,
        PromptVariableType.List => kind == JsonValueKind.Array,
        PromptVariableType.Object => kind == JsonValueKind.Object,
    };
}
