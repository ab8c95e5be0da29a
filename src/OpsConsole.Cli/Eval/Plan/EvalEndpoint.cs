using OpsConsole.Core.Ai;

namespace OpsConsole.Cli.Eval.Plan;

/// <summary>Where a provider of the configuration is reached: what is stored of it. The key behind <paramref name="SecretRef"/> stays in memory.</summary>
/// <param name="Key">The same for equal endpoints, so that runs share providers, models and prices.</param>
internal sealed record EvalEndpoint(string Key, ProviderKind Kind, string? BaseUrl, string? SecretRef, string Model)
{
    /// <summary>The provider of the price book that sells the model; the address may be a proxy of it.</summary>
    public string? PriceBookKey => Kind switch
    {
        ProviderKind.OpenAI or ProviderKind.OpenAICompatible => "openai",
        ProviderKind.AzureOpenAI => "azure-openai",
        ProviderKind.Anthropic => "anthropic",
        ProviderKind.Ollama or ProviderKind.Builtin or ProviderKind.Echo => null,
    };
}
