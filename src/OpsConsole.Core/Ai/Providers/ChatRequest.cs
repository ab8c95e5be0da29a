using System.Text.Json;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Core.Ai.Http;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;
using ChatResponseFormat = Microsoft.Extensions.AI.ChatResponseFormat;

namespace OpsConsole.Core.Ai.Providers;

/// <summary>A call in the words of Microsoft.Extensions.AI.</summary>
internal sealed record ChatRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions Options, int EstimatedTokens)
{
    public static ChatRequest From(ProviderEndpoint endpoint, IReadOnlyList<ChatTurn> turns, ModelParameters parameters, CallExtras extras)
    {
        if (turns.Count == 0)
            throw Refused("bad-request", "The prompt has no messages.");
        var isBuiltin = endpoint.Kind == ProviderKind.Builtin;
        if (!isBuiltin && parameters.Method is { Count: > 0 })
            throw Refused("unsupported", $"The settings {string.Join(", ", parameters.Method.Keys)} belong to a baseline; {endpoint.Key} has no use for them.");
        // A seed that is silently dropped would promise a repeatable answer.
        if (endpoint.Kind == ProviderKind.Anthropic && parameters.Seed is not null)
            throw Refused("unsupported", $"{endpoint.Key} takes no seed.");

        var options = new ChatOptions
        {
            Temperature = (float?)parameters.Temperature,
            TopP = (float?)parameters.TopP,
            MaxOutputTokens = parameters.MaxOutputTokens,
            Seed = parameters.Seed,
            Tools = isBuiltin ? null : ModelTools.Declare(extras.Tools),
            StopSequences = parameters.Stop is { Count: > 0 } stop ? [.. stop] : null,
        };
        if (extras.AnswerSchema is { } schema)
            options.ResponseFormat = ChatResponseFormat.ForJsonSchema(schema, "answer");
        if (isBuiltin && parameters.Method is not null)
            options.AdditionalProperties = new() { [BaselineChatClient.MethodProperty] = parameters.Method };
        var most = endpoint.Kind == ProviderKind.OpenAICompatible ? options.MaxOutputTokens : null;
        var logProbs = extras.LogProbs && endpoint.Kind is ProviderKind.OpenAI or ProviderKind.OpenAICompatible or ProviderKind.AzureOpenAI;
        if (most is not null || logProbs)
        {
            options.MaxOutputTokens = most is null ? options.MaxOutputTokens : null;
            options.RawRepresentationFactory = _ => OpenAIOptions(most, logProbs);
        }

        return new ChatRequest([.. turns.Select(turn => new ChatMessage(RoleOf(turn.Role), turn.Content))], options, Estimate(turns, parameters));
    }

    /// <summary>Before the call only a guess is possible: a token is about four characters of English. The real count replaces it afterwards.</summary>
    private static int Estimate(IReadOnlyList<ChatTurn> turns, ModelParameters parameters) =>
        (turns.Sum(turn => turn.Content.Length) / 4) + (parameters.MaxOutputTokens ?? 256);

    /// <summary>The SDK only writes OpenAI's newer <c>max_completion_tokens</c>; every compatible server knows <c>max_tokens</c>, not every one its successor.</summary>
    private static ChatCompletionOptions OpenAIOptions(int? most, bool logProbs)
    {
        var options = new ChatCompletionOptions { IncludeLogProbabilities = logProbs ? true : null };
        if (most is null)
            return options;
#pragma warning disable SCME0001 // The patch is the SDK's only way to write a field it has no property for.
        options.Patch.Set("$.max_tokens"u8, most.Value);
#pragma warning restore SCME0001
        return options;
    }

    private static ChatRole RoleOf(string role) => role switch
    {
        "system" => ChatRole.System,
        "user" => ChatRole.User,
        "assistant" => ChatRole.Assistant,
        _ => throw Refused("bad-request", $"A message has the role '{role}'; it must be system, user or assistant."),
    };

    private static ProviderFault Refused(string code, string message) => new(new CallError(code, message));
}
