using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Core.Ai.Http;

namespace OpsConsole.Core.Ai.Providers;

/// <summary>A call in the words of Microsoft.Extensions.AI.</summary>
internal sealed record ChatRequest(IReadOnlyList<ChatMessage> Messages, ChatOptions Options)
{
    public static ChatRequest From(ProviderEndpoint endpoint, IReadOnlyList<ChatTurn> turns, ModelParameters parameters)
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
            StopSequences = parameters.Stop is { Count: > 0 } stop ? [.. stop] : null,
        };
        if (isBuiltin && parameters.Method is not null)
            options.AdditionalProperties = new() { [BaselineChatClient.MethodProperty] = parameters.Method };
        return new ChatRequest([.. turns.Select(turn => new ChatMessage(RoleOf(turn.Role), turn.Content))], options);
    }

    /// <summary>Before the call only a guess is possible: a token is about four characters of English. The real count replaces it afterwards.</summary>
    public int EstimatedTokens => (Messages.Sum(message => message.Text.Length) / 4) + (Options.MaxOutputTokens ?? 256);

    private static ChatRole RoleOf(string role) => role switch
    {
        "system" => ChatRole.System,
        "user" => ChatRole.User,
        "assistant" => ChatRole.Assistant,
        _ => throw Refused("bad-request", $"A message has the role '{role}'; it must be system, user or assistant."),
    };

    private static ProviderFault Refused(string code, string message) => new(new CallError(code, message));
}
