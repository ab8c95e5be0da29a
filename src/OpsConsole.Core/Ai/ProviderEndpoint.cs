using System.Text.Json.Serialization;

namespace OpsConsole.Core.Ai;

/// <summary>How a provider is spoken to.</summary>
public enum ProviderKind
{
    /// <summary>The built-in baselines: deterministic methods, no key, no network.</summary>
    Builtin,

    /// <summary>Answers with the rendered prompt.</summary>
    Echo,
    OpenAI,
    AzureOpenAI,
    Anthropic,
    Ollama,

    /// <summary>Any server that speaks OpenAI's chat completions (vLLM, TGI, llama.cpp, LiteLLM).</summary>
    OpenAICompatible,
}

/// <summary>Everything needed to reach a provider, without its secret: <see cref="SecretRef"/> only says where the secret is kept.</summary>
public sealed record ProviderEndpoint
{
    public required string Key { get; init; }

    public required ProviderKind Kind { get; init; }

    /// <summary>Absolute http(s) address; null takes the kind's public default.</summary>
    public string? BaseUrl { get; init; }

    /// <summary><c>env:NAME</c> or <c>config:Section:Name</c>; null where no key is needed.</summary>
    public string? SecretRef { get; init; }

    /// <summary>Requests a minute; null is no limit.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>Input plus output tokens a minute; null is no limit.</summary>
    public int? TokensPerMinute { get; init; }

    /// <summary>Calls in flight at once, 1 or more.</summary>
    public int MaxConcurrency { get; init; } = 4;

    /// <summary>Time allowed for one attempt.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts after the first, 0 or more.</summary>
    public int MaxRetries { get; init; } = 4;
}

/// <summary>Sampling parameters of a call; null leaves the provider's default.</summary>
public sealed record ModelParameters
{
    public static ModelParameters Default { get; } = new();

    public double? Temperature { get; init; }

    public double? TopP { get; init; }

    public int? MaxOutputTokens { get; init; }

    public long? Seed { get; init; }

    public IReadOnlyList<string>? Stop { get; init; }

    /// <summary>A baseline's own settings, e.g. <c>sentences = 2</c>; refused by real providers.</summary>
    public IReadOnlyDictionary<string, string>? Method { get; init; }

    /// <summary>A script that makes of an answer what is checked, before anything else looks at it; the provider hears nothing of it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Transform { get; init; }
}
