using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Schemas;
using OpsConsole.Core.Features.Evals.Text;
using OpsConsole.Core.Features.Evals.ToolCalls;

namespace OpsConsole.Core.Features.Evals.Checks.Structure;

/// <summary>
/// <c>is-valid-openai-tools-call</c> and <c>is-valid-openai-function-call</c>: the answer has the form of a call, and its arguments conform to the definition of
/// the tool: given as value, as <c>config.tools</c> (<c>config.functions</c>), or by the prompt itself. Results of MCP tools in the text count as promptfoo counts them: an error fails.
/// </summary>
internal sealed class ValidToolsCallCheck(IReadOnlyDictionary<string, JsonSchema?>? tools, bool single) : IPlainCheck
{
    public static Result<ICheck> Compile(Assertion assertion, bool single)
    {
        var given = assertion.Value is { ValueKind: not JsonValueKind.Null } ? assertion.Value
            : assertion.Config is { ValueKind: JsonValueKind.Object } config && config.TryGetProperty(single ? "functions" : "tools", out var configured) ? configured
            : null;
        if (given is not { } definitions)
        {
            return new ValidToolsCallCheck(null, single);
        }

        var tools = ToolDefinitions.Read(definitions);
        return tools.IsOk ? new ValidToolsCallCheck(tools.Value, single) : tools.Error;
    }

    public Finding Evaluate(AssertionContext context)
    {
        if (!single && Mcp(context.Output) is { } result)
        {
            return result;
        }

        using var document = StrictJson.TryParse(context.ToolCallsJson ?? context.Output, out var fault);
        if (document is null)
        {
            return Finding.Of(false, $"is no tool call: {fault}");
        }

        var root = document.RootElement;
        if (!single && root.ValueKind == JsonValueKind.Object && root.TryGetProperty("tool_calls", out var inner))
        {
            root = inner;
        }

        if (root.ValueKind != (single ? JsonValueKind.Object : JsonValueKind.Array) || (!single && root.GetArrayLength() == 0))
        {
            return Finding.Of(false, single ? "is no function call: it is no object" : "is no tools call: it is no list of calls");
        }

        var defined = tools is not null ? Result.From(tools) : context.Tools.Count > 0 ? ToolDefinitions.Of(context.Tools) : AssertionErrors.Value("there are no tool definitions to compare with: the prompt has no tools, and the assertion neither value nor config");
        return !defined.IsOk ? Finding.Faulted(defined.Error.Message) : single ? Judge(root, defined.Value) : JudgeAll(root, defined.Value);
    }

    private static Finding JudgeAll(JsonElement calls, IReadOnlyDictionary<string, JsonSchema?> tools)
    {
        foreach (var call in calls.EnumerateArray())
        {
            var finding = Judge(call.ValueKind == JsonValueKind.Object && call.TryGetProperty("function", out var function) ? function : default, tools);
            if (!finding.Holds)
            {
                return finding;
            }
        }

        return Finding.Of(true, "is a valid tools call");
    }

    private static Finding Judge(JsonElement function, IReadOnlyDictionary<string, JsonSchema?> tools)
    {
        if (function.ValueKind != JsonValueKind.Object || !function.TryGetProperty("arguments", out var raw) || raw.ValueKind != JsonValueKind.String)
        {
            return Finding.Of(false, "is no call with a name and with arguments as text");
        }

        var call = ToolCallReader.Function(function);
        if (!call.IsOk)
        {
            return Finding.Of(false, call.Error.Message);
        }

        var (name, arguments) = call.Value;
        return arguments is not { } given ? Finding.Of(false, $"the arguments of {Quote.Of(name)} are not JSON")
            : !tools.TryGetValue(name, out var schema) ? Finding.Of(false, $"calls {Quote.Of(name)}, which is not defined")
            : schema?.Validate(given) is { } violation ? Finding.Of(false, $"the arguments of {Quote.Of(name)} do not conform: {violation}")
            : Finding.Of(true, "is a valid call");
    }

    private static Finding? Mcp(string output) =>
        output.Contains("MCP Tool Error", StringComparison.Ordinal) ? Finding.Of(false, "an MCP tool reports an error")
        : output.Contains("MCP Tool Result", StringComparison.Ordinal) ? Finding.Of(true, "an MCP tool reports a result")
        : null;
}
