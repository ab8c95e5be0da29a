using System.Diagnostics;
using Microsoft.Extensions.AI;

namespace OpsConsole.Client;

/// <summary>Asking a model with a prompt of OpsConsole.</summary>
public static class PromptChatClientExtensions
{
    /// <summary>Fills the prompt, notes on the current activity which one it is, and asks.</summary>
    public static async Task<ChatResponse> AskAsync(
        this IChatClient client, FetchedPrompt prompt, IReadOnlyDictionary<string, object?> variables, CancellationToken cancellationToken = default)
    {
        var rendered = prompt.Render(variables);
        var stamp = new PromptStamp(prompt.Key, prompt.Version, prompt.System);
        stamp.Put(Activity.Current);
        PromptStamp.Current = stamp;
        return await client.GetResponseAsync(rendered.Messages, rendered.Options, cancellationToken);
    }

    /// <summary>
    /// Notes the prompt of <see cref="AskAsync"/> also on the span of the call itself. Put it inside of what makes that span:
    /// <c>model.UsePrompt().AsBuilder().UseOpenTelemetry().Build()</c>.
    /// </summary>
    public static IChatClient UsePrompt(this IChatClient client) => new StampingClient(client);

    private sealed class StampingClient(IChatClient inner) : DelegatingChatClient(inner)
    {
        public override Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
        {
            PromptStamp.Current?.Put(Activity.Current);
            return base.GetResponseAsync(messages, options, cancellationToken);
        }
    }
}
