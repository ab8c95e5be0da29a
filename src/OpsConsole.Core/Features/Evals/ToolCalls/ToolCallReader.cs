using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.ToolCalls;

/// <summary>Reads tool calls in OpenAI's forms: a list of <c>{"type": "function", "function": {"name", "arguments"}}</c>, the same under <c>tool_calls</c>, or one <c>{"name", "arguments"}</c>.</summary>
internal static class ToolCallReader
{
    /// <summary>The calls of an answer; none when it asks for none.</summary>
    public static Result<IReadOnlyList<ToolCall>> Of(AssertionContext context)
    {
        if (context.ToolCallsJson is { } given)
        {
            return Parse(given);
        }

        var output = context.Output.AsSpan().TrimStart();
        return output.StartsWith("[") || output.StartsWith("{") ? Parse(context.Output) : Result.From<IReadOnlyList<ToolCall>>([]);
    }

    public static Result<IReadOnlyList<ToolCall>> Parse(string json)
    {
        using var document = StrictJson.TryParse(json, out var fault);
        return document is null ? AssertionErrors.Value($"is not JSON: {fault}") : Read(document.RootElement.Clone());
    }

    public static Result<ToolCall> Function(JsonElement function)
    {
        if (function.ValueKind != JsonValueKind.Object || !function.TryGetProperty("name", out var name) || name.ValueKind != JsonValueKind.String)
        {
            return AssertionErrors.Value("a call has no name");
        }

        if (!function.TryGetProperty("arguments", out var arguments))
        {
            return AssertionErrors.Value($"the call of {Quote.Of(name.GetString()!)} has no arguments");
        }

        if (arguments.ValueKind != JsonValueKind.String)
        {
            return new ToolCall(name.GetString()!, arguments);
        }

        using var parsed = StrictJson.TryParse(arguments.GetString()!, out _);
        return new ToolCall(name.GetString()!, parsed?.RootElement.Clone());
    }

    private static Result<IReadOnlyList<ToolCall>> Read(JsonElement root)
    {
        if (root.ValueKind == JsonValueKind.Object && root.TryGetProperty("tool_calls", out var inner))
        {
            root = inner;
        }

        var items = root.ValueKind == JsonValueKind.Array ? root.EnumerateArray().ToList() : [root];
        var calls = new List<ToolCall>();
        foreach (var item in items)
        {
            var call = Function(item.ValueKind == JsonValueKind.Object && item.TryGetProperty("function", out var function) ? function : item);
            if (!call.IsOk)
            {
                return call.Error;
            }

            calls.Add(call.Value);
        }

        return calls;
    }
}
