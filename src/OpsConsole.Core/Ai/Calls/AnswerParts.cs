using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using OpenAI.Chat;

namespace OpsConsole.Core.Ai.Calls;

/// <summary>What an answer holds beside its text.</summary>
internal static class AnswerParts
{
    /// <summary>The tool calls in OpenAI's form, whoever made them; null when there are none.</summary>
    public static string? ToolCalls(ChatResponse response)
    {
        JsonArray? calls = null;
        foreach (var message in response.Messages)
        {
            foreach (var content in message.Contents)
            {
                if (content is FunctionCallContent call)
                {
                    (calls ??= []).Add(new JsonObject
                    {
                        ["id"] = call.CallId,
                        ["type"] = "function",
                        ["function"] = new JsonObject { ["name"] = call.Name, ["arguments"] = ArgumentsOf(call) },
                    });
                }
            }
        }

        return calls?.ToJsonString();
    }

    /// <summary>Null when the provider reports no probabilities.</summary>
    public static double? MeanLogProb(ChatResponse response) =>
        response.RawRepresentation is ChatCompletion { ContentTokenLogProbabilities: { Count: > 0 } tokens } ? tokens.Average(token => (double)token.LogProbability) : null;

    /// <summary>As the provider sent them where it sent text: arguments that are no JSON are what a check must see.</summary>
    private static string ArgumentsOf(FunctionCallContent call) =>
        call.RawRepresentation is ChatToolCall raw ? raw.FunctionArguments.ToString() : JsonSerializer.Serialize(call.Arguments ?? new Dictionary<string, object?>());
}
