using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace OpsConsole.Core.Features.Evals.Scripts;

/// <summary>What a script sees as <c>context</c>, with promptfoo's names.</summary>
internal static class ScriptContext
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Of(AssertionContext context, JsonElement? config)
    {
        var vars = new JsonObject();
        foreach (var (name, value) in context.Variables)
        {
            vars[name] = JsonSerializer.SerializeToNode(value);
        }

        var root = new JsonObject
        {
            ["vars"] = vars,
            ["expected"] = JsonSerializer.SerializeToNode(context.Expected),
            ["prompt"] = JsonSerializer.SerializeToNode(context.Messages.Select(turn => new { role = turn.Role, content = turn.Content })),
            ["config"] = config is { } given ? JsonSerializer.SerializeToNode(given) : new JsonObject(),
            ["finishReason"] = context.FinishReason,
            ["latencyMs"] = context.LatencyMs,
            ["cost"] = context.CostUsd,
            ["toolCalls"] = context.ToolCallsJson is { } calls ? JsonNode.Parse(calls) : null,
        };
        return root.ToJsonString(Options);
    }
}
