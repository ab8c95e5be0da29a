using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Providers;

namespace OpsConsole.Core.Ai.Calls;

/// <summary>One call on its way through its attempts.</summary>
/// <param name="onText">Given each piece of the answer as it arrives; null takes the answer as a whole.</param>
internal sealed class Call(IChatClient chat, string model, ChatRequest request, TimeProvider clock, Action<string>? onText = null)
{
    public string Model { get; } = model;

    public ChatRequest Request { get; } = request;

    public int Attempts { get; set; }

    public bool IsStreamed => onText is not null;

    /// <summary>From the start of the attempt to its first text; null while none has come.</summary>
    public TimeSpan? FirstText { get; private set; }

    public Task<ChatResponse> SendAsync(CancellationToken cancellationToken) =>
        onText is { } receive ? StreamAsync(receive, cancellationToken) : chat.GetResponseAsync(Request.Messages, Request.Options, cancellationToken);

    private async Task<ChatResponse> StreamAsync(Action<string> receive, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in chat.GetStreamingResponseAsync(Request.Messages, Request.Options, cancellationToken))
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
