using Microsoft.Extensions.AI;
using OllamaSharp;
using OpsConsole.Core.Ai.Baselines;

namespace OpsConsole.Core.Ai.Providers;

/// <summary>Makes the <see cref="IEmbeddingGenerator{TInput,TEmbedding}"/> of each kind that offers one.</summary>
internal static class EmbeddingClients
{
    public static IEmbeddingGenerator<string, Embedding<float>> Create(ProviderEndpoint endpoint, string model, string? secret, HttpClient http) => endpoint.Kind switch
    {
        ProviderKind.Builtin => new BaselineEmbeddingGenerator(model, BuiltinModels.Find(model)!.Embed!),
        ProviderKind.OpenAI or ProviderKind.OpenAICompatible => ChatClients.OpenAI(endpoint, secret, http).GetEmbeddingClient(model).AsIEmbeddingGenerator(),
        ProviderKind.AzureOpenAI => ChatClients.Azure(endpoint, secret, http).GetEmbeddingClient(model).AsIEmbeddingGenerator(),
        ProviderKind.Ollama => new OllamaApiClient(http, model),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint), endpoint.Kind, "Offers no embeddings; see Refusal."),
    };

    /// <summary>Why this can never embed a text, as a clause about the provider; null where it may. Whether a provider's model embeds only the provider knows.</summary>
    public static string? Refusal(ProviderKind kind, string model) => kind switch
    {
        ProviderKind.Anthropic => "offers no embeddings: Anthropic has no such interface",
        ProviderKind.Echo => "offers no embeddings: it only repeats the prompt",
        ProviderKind.Builtin when BuiltinModels.Find(model)?.Embed is null => $"offers no embeddings by '{model}'; the baseline that does is '{BuiltinModels.Embedding}'",
        _ => null,
    };
}
