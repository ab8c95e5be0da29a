using OpsConsole.Core.Ai;
using OpsConsole.Core.Ai.Baselines;

namespace OpsConsole.Cli.Eval.Plan;

/// <summary>A provider id taken apart: <c>openai:chat:gpt-4.1-mini</c> is the kind OpenAI and its model.</summary>
internal sealed record ProviderAddress(ProviderKind Kind, string Model)
{
    public const string Known = "echo, builtin:METHOD, openai:chat:MODEL, azureopenai:chat:DEPLOYMENT, anthropic:messages:MODEL, ollama:chat:MODEL";

    public const string KnownEmbedding = "builtin:ngram-embedding, openai:embedding:MODEL, azureopenai:embedding:DEPLOYMENT, ollama:embeddings:MODEL";

    /// <summary>Other interfaces of the same vendors, which answer no chat.</summary>
    private static readonly string[] Foreign =
        ["assistant", "completion", "embedding", "embeddings", "image", "moderation", "realtime", "responses", "speech", "transcription", "video", "agents", "codex-sdk", "claude-agent-sdk"];

    /// <summary>The address, or why the id is none.</summary>
    public static (ProviderAddress? Address, string Fault) Parse(string id)
    {
        var (vendor, rest) = Split(id);
        return vendor switch
        {
            "echo" when rest is null => (new(ProviderKind.Echo, "echo"), ""),
            "builtin" => Builtin(rest ?? ""),
            "openai" => Chat(id, ProviderKind.OpenAI, "chat", rest),
            "azureopenai" or "azure" => Chat(id, ProviderKind.AzureOpenAI, "chat", rest),
            "anthropic" => Chat(id, ProviderKind.Anthropic, "messages", rest),
            "ollama" => Chat(id, ProviderKind.Ollama, "chat", rest),
            _ => (null, $"unknown provider '{id}'; known are {Known}"),
        };
    }

    /// <summary>The address of what makes vectors of texts, or why the id is none.</summary>
    public static (ProviderAddress? Address, string Fault) ParseEmbedding(string id)
    {
        var (vendor, rest) = Split(id);
        var (form, model) = Split(rest ?? "");
        if (vendor == "builtin")
            return Builtin(rest ?? "", embeds: true);
        ProviderKind? kind = vendor switch
        {
            "openai" => ProviderKind.OpenAI,
            "azureopenai" or "azure" => ProviderKind.AzureOpenAI,
            "ollama" => ProviderKind.Ollama,
            _ => null,
        };
        return kind is null || form is not ("embedding" or "embeddings") || string.IsNullOrWhiteSpace(model)
            ? (null, $"'{id}' embeds no texts; those that do are {KnownEmbedding}")
            : (new(kind.Value, model), "");
    }

    private static (ProviderAddress?, string) Builtin(string name, bool embeds = false) => BuiltinModels.Find(name) switch
    {
        null => (null, $"there is no baseline '{name}'; there are {string.Join(", ", BuiltinModels.All.Where(model => model.Embeds == embeds).Select(model => model.Name))}"),
        { Embeds: true } when !embeds => (null, $"the baseline '{name}' embeds texts and answers no prompts"),
        { Embeds: false } when embeds => (null, $"the baseline '{name}' embeds no texts; those that do are {KnownEmbedding}"),
        _ => (new(ProviderKind.Builtin, name), ""),
    };

    private static (ProviderAddress?, string) Chat(string id, ProviderKind kind, string form, string? rest)
    {
        var (first, model) = Split(rest ?? "");
        if (Foreign.Contains(first))
            return (null, $"'{id}': '{first}' is not supported, only chat is");
        var name = first == form ? model : rest;
        return string.IsNullOrWhiteSpace(name) ? (null, $"'{id}' names no model") : (new(kind, name), "");
    }

    private static (string First, string? Others) Split(string text) =>
        text.IndexOf(':', StringComparison.Ordinal) is var at and >= 0 ? (text[..at], text[(at + 1)..]) : (text, null);
}
