using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.ToolCalls;

/// <summary>One call that an answer asks for. The arguments are null when they are no JSON.</summary>
internal sealed record ToolCall(string Name, JsonElement? Arguments);
