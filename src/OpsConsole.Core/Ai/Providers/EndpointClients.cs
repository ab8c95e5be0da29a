using System.Collections.Concurrent;
using System.Net.Http.Headers;
using Microsoft.Extensions.AI;
using OpsConsole.Core.Ai.Http;
using OpsConsole.Core.Ai.Secrets;

namespace OpsConsole.Core.Ai.Providers;

/// <summary>The clients of one endpoint, one for each model, kept as long as the secret behind its reference stays the same.</summary>
internal sealed class EndpointClients(ProviderEndpoint endpoint, ISecretResolver secrets, IHttpMessageHandlerFactory handlers, TimeProvider clock)
{
    private volatile Set? _current;

    /// <exception cref="ProviderFault">The secret is missing, the address is wrong or the baseline unknown.</exception>
    public IChatClient Get(string model)
    {
        var current = Current();
        return current.ByModel.GetOrAdd(model, static (model, state) => ChatClients.Create(state.endpoint, model, state.current.Secret, state.current.Http), (endpoint, current));
    }

    /// <exception cref="ProviderFault">As for <see cref="Get"/>, or the provider offers no embeddings.</exception>
    public IEmbeddingGenerator<string, Embedding<float>> GetEmbedder(string model)
    {
        if (EmbeddingClients.Refusal(endpoint.Kind, model) is { } refusal)
            throw new ProviderFault(new CallError("unsupported", $"{endpoint.Key} {refusal}."));
        var current = Current();
        return current.Embedders.GetOrAdd(model, static (model, state) => EmbeddingClients.Create(state.endpoint, model, state.current.Secret, state.current.Http), (endpoint, current));
    }

    private Set Current()
    {
        var secret = Secret();
        var current = _current;
        if (current is null || current.Secret != secret)
            _current = current = new Set(secret, Http(secret));
        return current;
    }

    private sealed class Set(string? secret, HttpClient http)
    {
        public string? Secret { get; } = secret;

        public HttpClient Http { get; } = http;

        public ConcurrentDictionary<string, IChatClient> ByModel { get; } = new(StringComparer.Ordinal);

        public ConcurrentDictionary<string, IEmbeddingGenerator<string, Embedding<float>>> Embedders { get; } = new(StringComparer.Ordinal);
    }

    private string? Secret()
    {
        if (endpoint.SecretRef is { } reference)
            return secrets.Resolve(reference) ?? throw Missing($"{endpoint.Key} takes its key from {reference}, and nothing is there.");
        return endpoint.Kind is ProviderKind.OpenAI or ProviderKind.AzureOpenAI or ProviderKind.Anthropic
            ? throw Missing($"{endpoint.Key} needs a key: set a secret reference such as env:NAME.")
            : null;
    }

    /// <summary>The time limit is the gateway's, which can tell a slow provider from a caller who gave up.</summary>
    private HttpClient Http(string? secret)
    {
        var handler = new ProviderHttpHandler(endpoint, secret, clock, handlers.CreateHandler(AiServices.HttpClientName));
        var http = new HttpClient(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
        if (endpoint.Kind == ProviderKind.Ollama)
        {
            // Its SDK takes both from the HTTP client.
            http.BaseAddress = EndpointAddress.Of(endpoint);
            http.DefaultRequestHeaders.Authorization = secret is null ? null : new AuthenticationHeaderValue("Bearer", secret);
        }

        return http;
    }

    private static ProviderFault Missing(string message) => new(new CallError("secret-missing", message));
}
