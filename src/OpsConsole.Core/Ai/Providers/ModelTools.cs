using System.Text.Json;
using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Http;

namespace OpsConsole.Core.Ai.Providers;

/// <summary>Tools in the words of Microsoft.Extensions.AI: declared only, because the console executes none.</summary>
internal static class ModelTools
{
    private static readonly JsonElement NoArguments = JsonSerializer.SerializeToElement(new { type = "object", properties = new { } });

    public static IList<AITool>? Declare(IReadOnlyList<ModelTool> tools) =>
        tools.Count == 0 ? null : [.. tools.Select(tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, Schema(tool)))];

    private static JsonElement Schema(ModelTool tool)
    {
        if (string.IsNullOrWhiteSpace(tool.ParametersSchema))
        {
            return NoArguments;
        }

        try
        {
            return JsonSerializer.Deserialize<JsonElement>(tool.ParametersSchema);
        }
        catch (JsonException)
        {
            throw new ProviderFault(new CallError("bad-request", $"The parameters of the tool '{tool.Name}' are not JSON."));
        }
    }
}
