using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Schemas;

namespace OpsConsole.Core.Features.Evals.ToolCalls;

/// <summary>Definitions of tools as OpenAI takes them: <c>{"type": "function", "function": {"name", "parameters"}}</c>, or the inner object alone.</summary>
internal static class ToolDefinitions
{
    public static Result<IReadOnlyDictionary<string, JsonSchema?>> Read(JsonElement definitions)
    {
        if (definitions.ValueKind != JsonValueKind.Array)
        {
            return AssertionErrors.Value("the tool definitions must be a list");
        }

        var tools = new Dictionary<string, JsonSchema?>(StringComparer.Ordinal);
        foreach (var definition in definitions.EnumerateArray())
        {
            var function = definition.ValueKind == JsonValueKind.Object && definition.TryGetProperty("function", out var inner) ? inner : definition;
            if (function.ValueKind != JsonValueKind.Object || !function.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
            {
                return AssertionErrors.Value("a tool definition has no name");
            }

            if (!function.TryGetProperty("parameters", out var parameters))
            {
                tools[name.GetString()!] = null;
                continue;
            }

            var schema = JsonSchema.Compile(parameters);
            if (!schema.IsOk)
            {
                return schema.Error;
            }

            tools[name.GetString()!] = schema.Value;
        }

        return tools;
    }
}
