using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Schemas;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.ToolCalls;

/// <summary>Definitions of tools as OpenAI takes them: <c>{"type": "function", "function": {"name", "parameters"}}</c>, or the inner object alone.</summary>
internal static class ToolDefinitions
{
    /// <summary>One compilation for all cells of a candidate: they share the list.</summary>
    private static readonly ConditionalWeakTable<IReadOnlyList<ModelTool>, StrongBox<Result<IReadOnlyDictionary<string, JsonSchema?>>>> Compiled = [];

    /// <summary>The tools of a prompt.</summary>
    public static Result<IReadOnlyDictionary<string, JsonSchema?>> Of(IReadOnlyList<ModelTool> tools) => Compiled.GetValue(tools, list => new(Compile(list))).Value;

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

    private static Result<IReadOnlyDictionary<string, JsonSchema?>> Compile(IReadOnlyList<ModelTool> tools)
    {
        var definitions = new JsonArray();
        foreach (var tool in tools)
        {
            using var parameters = tool.ParametersSchema.Length == 0 ? null : StrictJson.TryParse(tool.ParametersSchema, out _);
            var definition = new JsonObject { ["name"] = tool.Name };
            if (parameters is not null)
            {
                definition["parameters"] = JsonSerializer.SerializeToNode(parameters.RootElement);
            }

            definitions.Add(definition);
        }

        return Read(JsonSerializer.SerializeToElement(definitions));
    }
}
