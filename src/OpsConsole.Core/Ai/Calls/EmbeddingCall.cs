using Microsoft.Extensions.AI;

namespace OpsConsole.Core.Ai.Calls;

/// <summary>Asks for a vector for each text.</summary>
internal sealed class EmbeddingCall(IEmbeddingGenerator<string, Embedding<float>> generator, string model, IReadOnlyList<string> texts, TimeProvider clock)
    : Call(model, texts.Sum(text => text.Length) / 4)
{
    /// <summary>In the order of the texts; empty until an attempt has answered.</summary>
    public IReadOnlyList<float[]> Vectors { get; private set; } = [];

    public override async Task<Attempt> SendAsync(ProviderEndpoint endpoint, CancellationToken cancellationToken)
    {
        var started = clock.GetTimestamp();
        var answer = await generator.GenerateAsync(texts, cancellationToken: cancellationToken);
        if (answer.Count != texts.Count)
            return Attempt.Failed(new CallError("bad-response", $"{endpoint.Key} answered {texts.Count} texts with {answer.Count} vectors.", 200), isRetryable: true);
        Vectors = [.. answer.Select(embedding => embedding.Vector.ToArray())];
        return new Attempt(new ModelCallResult
        {
            ModelReturned = answer[0].ModelId,
            Usage = new TokenUsage((int)(answer.Usage?.InputTokenCount ?? 0), 0, 0, 0),
            Latency = clock.GetElapsedTime(started),
        });
    }
}
