using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Providers;

namespace OpsConsole.Core.Ai.Calls;

/// <summary>Asks for an answer to messages.</summary>
/// <param name="onText">Given each piece of the answer as it arrives; null takes the answer as a whole.</param>
internal sealed class ChatCall(IChatClient chat, string model, ChatRequest request, TimeProvider clock, Action<string>? onText = null) : Call(model, request.EstimatedTokens)
{
    public bool IsStreamed => onText is not null;

    public override async Task<Attempt> SendAsync(ProviderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var response = onText is { } receive ? await StreamAsync(receive, started, cancellationToken) : await chat.GetResponseAsync(request.Messages, request.Options, cancellationToken);
        return Attempt.Answered(response, clock.GetElapsedTime(started), endpoint, this);
    }

    private async Task<ChatResponse> StreamAsync(Action<string> receive, long started, CancellationToken cancellationToken)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in chat.GetStreamingResponseAsync(request.Messages, request.Options, cancellationToken))
        {
            updates.Add(update);
            if (update.Text is not { Length: > 0 } text)
                continue;
            FirstText ??= clock.GetElapsedTime(started);
            receive(text);
        }

        return updates.ToChatResponse();
    }
}
