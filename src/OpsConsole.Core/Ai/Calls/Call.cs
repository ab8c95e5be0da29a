using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Providers;

namespace OpsConsole.Core.Ai.Calls;

/// <summary>One call on its way through its attempts.</summary>
internal sealed class Call(IChatClient chat, string model, ChatRequest request)
{
    public string Model { get; } = model;

    public ChatRequest Request { get; } = request;

    public int Attempts { get; set; }

    public Task<ChatResponse> SendAsync(CancellationToken cancellationToken) => chat.GetResponseAsync(Request.Messages, Request.Options, cancellationToken);
}
