using Microsoft.Extensions.AI;

namespace OpsConsole.Core.Ai.Baselines;

/// <summary>Serves a pure function of the rendered messages as a chat model. Its tokens are the words its own tokenizer sees: it costs nothing, so no other count would be truer.</summary>
internal sealed class BaselineChatClient(string model, Func<IReadOnlyList<ChatMessage>, ChatOptions?, string> answer) : IChatClient
{
    /// <summary>Where <see cref="ChatOptions.AdditionalProperties"/> carries <see cref="ModelParameters.Method"/>.</summary>
    public const string MethodProperty = "method";

    public static BaselineChatClient For(BuiltinModel model) =>
        new(model.Name, (messages, options) => model.Answer(
            ReadingTask.From(messages),
            MethodSettings.Parse(model, options?.AdditionalProperties?.GetValueOrDefault(MethodProperty) as IReadOnlyDictionary<string, string>)));

    /// <summary>Answers with the prompt as rendered; a single user message gives its bare text.</summary>
    public static BaselineChatClient Echo(string model) =>
        new(model, static (messages, _) => messages is [{ Text: var only }]
            ? only
            : string.Join("\n\n", messages.Select(message => $"{message.Role.Value}: {message.Text}")));

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var prompt = messages as IReadOnlyList<ChatMessage> ?? [.. messages];
        var text = answer(prompt, options);
        var (input, output) = (prompt.Sum(message => Words.In(message.Text).Count), Words.In(text).Count);
        return Task.FromResult(new ChatResponse(new ChatMessage(ChatRole.Assistant, text))
        {
            ModelId = model,
            FinishReason = ChatFinishReason.Stop,
            Usage = new UsageDetails { InputTokenCount = input, OutputTokenCount = output, TotalTokenCount = input + output },
        });
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
            yield return update;
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
