using OpsConsole.Cli.Eval.Config;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Core.Common;

namespace OpsConsole.Cli.Eval.Plan;

/// <summary>Finds the endpoint that each provider of the configuration means, with the environment variables that people know from the vendors.</summary>
internal sealed class Endpoints(EvalSecrets secrets)
{
    /// <summary>The endpoint, or why the provider cannot be used.</summary>
    /// <param name="embeds">It is to make vectors of texts, not to answer prompts.</param>
    public (EvalEndpoint? Endpoint, string Fault) Find(EvalProvider provider, bool embeds = false)
    {
        var (address, fault) = embeds ? ProviderAddress.ParseEmbedding(provider.Id) : ProviderAddress.Parse(provider.Id);
        if (address is null)
            return (null, fault);
        if (Misfit(address, provider.Settings) is { } misfit)
            return (null, $"'{provider.Id}' {misfit}");

        var isLocal = address.Kind is ProviderKind.Builtin or ProviderKind.Echo;
        var baseUrl = isLocal ? null : NullIfEmpty(provider.Settings.ApiBaseUrl) ?? DefaultAddress(address.Kind);

        // OpenAI's own interface at another address: a key is optional there, and max_tokens has its older name.
        var kind = address.Kind == ProviderKind.OpenAI && baseUrl is not null ? ProviderKind.OpenAICompatible : address.Kind;
        if (kind == ProviderKind.AzureOpenAI && baseUrl is null)
            return (null, $"'{provider.Id}' needs the address of its resource: config.apiBaseUrl or AZURE_OPENAI_ENDPOINT");
        var secretRef = isLocal ? null : SecretRef(kind, provider.Settings);
        if (secretRef is null && kind is ProviderKind.OpenAI or ProviderKind.AzureOpenAI or ProviderKind.Anthropic)
            return (null, $"'{provider.Id}' needs a key: set {string.Join(" or ", KeyVariables(kind))}, or config.apiKeyEnvar");
        if (secretRef is not null && secrets.Resolve(secretRef) is null)
            return (null, $"'{provider.Id}' takes its key from {secretRef}, and nothing is there");
        return (new EvalEndpoint(KeyOf(kind, baseUrl, secretRef), kind, baseUrl, secretRef, address.Model), "");
    }

    private static string? Misfit(ProviderAddress address, EvalProviderSettings settings)
    {
        if (address.Kind == ProviderKind.Anthropic && settings.Parameters.Seed is not null)
            return "takes no seed";
        var known = BuiltinModels.Find(address.Model)?.Settings ?? [];
        return address.Kind == ProviderKind.Builtin && settings.Parameters.Method?.Keys.Except(known).FirstOrDefault() is { } unknown
            ? $"has no setting '{unknown}'; it has {(known.Count == 0 ? "none" : string.Join(", ", known))}"
            : null;
    }

    private string? DefaultAddress(ProviderKind kind)
    {
        string[] names = kind switch
        {
            ProviderKind.OpenAI => ["OPENAI_BASE_URL", "OPENAI_API_BASE_URL"],
            ProviderKind.AzureOpenAI => ["AZURE_OPENAI_ENDPOINT", "AZURE_OPENAI_API_BASE_URL", "AZURE_API_BASE_URL"],
            ProviderKind.Anthropic => ["ANTHROPIC_BASE_URL"],
            ProviderKind.Ollama => ["OLLAMA_BASE_URL"],
            _ => [],
        };
        return names.Select(name => NullIfEmpty(secrets.Environment(name))).FirstOrDefault(value => value is not null);
    }

    private string? SecretRef(ProviderKind kind, EvalProviderSettings settings)
    {
        if (NullIfEmpty(settings.ApiKey) is { } literal)
            return secrets.Keep(literal);
        if (NullIfEmpty(settings.ApiKeyEnvar) is { } named)
            return EvalSecrets.OfVariable(named);
        return KeyVariables(kind).Select(EvalSecrets.OfVariable).FirstOrDefault(reference => secrets.Resolve(reference) is not null);
    }

    private static string[] KeyVariables(ProviderKind kind) => kind switch
    {
        ProviderKind.OpenAI or ProviderKind.OpenAICompatible => ["OPENAI_API_KEY"],
        ProviderKind.AzureOpenAI => ["AZURE_OPENAI_API_KEY", "AZURE_API_KEY"],
        ProviderKind.Anthropic => ["ANTHROPIC_API_KEY"],
        _ => [],
    };

    private static string KeyOf(ProviderKind kind, string? baseUrl, string? secretRef)
    {
        var name = kind.ToString().ToLowerInvariant();
        return baseUrl is null && secretRef is null ? $"eval-{name}" : $"eval-{name}-{ContentHash.Of(new { baseUrl, secretRef })[..8]}";
    }

    private static string? NullIfEmpty(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
