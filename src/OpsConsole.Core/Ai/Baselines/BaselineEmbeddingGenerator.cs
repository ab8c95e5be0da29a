using Microsoft.Extensions.AI;

namespace OpsConsole.Core.Ai.Baselines;

/// <summary>Serves a pure function of a text as an embedding model. Tokens are counted as for <see cref="BaselineChatClient"/>.</summary>
internal sealed class BaselineEmbeddingGenerator(string model, Func<string, float[]> embed) : IEmbeddingGenerator<string, Embedding<float>>
{
    public Task<GeneratedEmbeddings<Embedding<float>>> GenerateAsync(IEnumerable<string> values, EmbeddingGenerationOptions? options = null, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var texts = values.ToList();
        var tokens = texts.Sum(text => Words.In(text).Count);
        return Task.FromResult(new GeneratedEmbeddings<Embedding<float>>(texts.Select(text => new Embedding<float>(embed(text)) { ModelId = model }))
        {
            Usage = new UsageDetails { InputTokenCount = tokens, TotalTokenCount = tokens },
        });
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => serviceType.IsInstanceOfType(this) ? this : null;

    public void Dispose()
    {
    }
}
