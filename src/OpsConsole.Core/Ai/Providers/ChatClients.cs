using System.ClientModel;
using System.ClientModel.Primitives;
using Anthropic;
using Azure.AI.OpenAI;
using Microsoft.Extensions.AI;
using OllamaSharp;
using OpenAI;
using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Core.Ai.Http;

namespace OpsConsole.Core.Ai.Providers;

/// <summary>
/// Makes the <see cref="IChatClient"/> of each kind. The SDKs' own retries and timeouts are off: the gateway retries, and two layers would
/// multiply (3 x 5 calls for one failure).
/// </summary>
internal static class ChatClients
{
    /// <summary>Anthropic wants a limit with every request.</summary>
    private const int AnthropicMaxTokens = 4096;

    /// <summary>Sent where the SDK insists on a key and the server needs none; the handler takes it out again.</summary>
    private const string NoKey = "none";

    public static IChatClient Create(ProviderEndpoint endpoint, string model, string? secret, HttpClient http) => endpoint.Kind switch
    {
        ProviderKind.Builtin => BaselineChatClient.For(BuiltinModels.Find(model) ?? throw Unknown(model)),
        ProviderKind.Echo => BaselineChatClient.Echo(model),
        ProviderKind.OpenAI or ProviderKind.OpenAICompatible =>
            OpenAI(endpoint, secret, http).GetChatClient(model).AsIChatClient(),
        ProviderKind.AzureOpenAI =>
            Azure(endpoint, secret, http).GetChatClient(model).AsIChatClient(),
        ProviderKind.Anthropic =>
            new AnthropicClient { ApiKey = secret ?? NoKey, BaseUrl = EndpointAddress.Of(endpoint).AbsoluteUri, HttpClient = http, MaxRetries = 0, Timeout = TimeSpan.FromDays(1) }
                .AsIChatClient(model, AnthropicMaxTokens),
        ProviderKind.Ollama => new OllamaApiClient(http, model),
        _ => throw new ArgumentOutOfRangeException(nameof(endpoint), endpoint.Kind, null),
    };

    /// <summary>For OpenAI and every server that speaks its language.</summary>
    public static OpenAIClient OpenAI(ProviderEndpoint endpoint, string? secret, HttpClient http) =>
        new(new ApiKeyCredential(secret ?? NoKey), Tuned(new OpenAIClientOptions { Endpoint = EndpointAddress.Of(endpoint) }, http));

    public static AzureOpenAIClient Azure(ProviderEndpoint endpoint, string? secret, HttpClient http) =>
        new(EndpointAddress.Of(endpoint), new ApiKeyCredential(secret ?? NoKey), Tuned(new AzureOpenAIClientOptions(), http));

    private static T Tuned<T>(T options, HttpClient http)
        where T : ClientPipelineOptions
    {
        options.Transport = new HttpClientPipelineTransport(http);
        options.RetryPolicy = new ClientRetryPolicy(0);
        options.NetworkTimeout = Timeout.InfiniteTimeSpan;
        options.EnableDistributedTracing = false;
        options.ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false };
        return options;
    }

    private static ProviderFault Unknown(string model) =>
        new(new CallError("not-found", $"There is no baseline '{model}'. There are: {string.Join(", ", BuiltinModels.All.Select(builtin => builtin.Name))}."));
}
