using System.Text.Json;

namespace OpsConsole.Client;

/// <summary>Prompts that a program is shipped with, for the day on which the server cannot be reached.</summary>
public sealed class PromptBundle
{
    private readonly IReadOnlyList<PromptDocument> _prompts;

    public PromptBundle(params IEnumerable<PromptDocument> prompts) => _prompts = [.. prompts];

    public static PromptBundle Empty { get; } = new();

    /// <summary>From JSON: one answer of <c>GET /api/v1/prompts/{key}</c>, or a list of them.</summary>
    public static PromptBundle Parse(string json)
    {
        var root = JsonElement.Parse(json);
        return root.ValueKind == JsonValueKind.Array
            ? new PromptBundle(root.EnumerateArray().Select(Read))
            : new PromptBundle(Read(root));
    }

    public static PromptBundle Load(string path) => Parse(File.ReadAllText(path));

    /// <summary>The prompt as it was asked for; a label that the bundle does not know by name is served by the one prompt of that key.</summary>
    internal PromptDocument? Find(PromptAddress address)
    {
        var named = _prompts.Where(prompt => prompt.Key == address.Key && (address.Version is null || prompt.Version == address.Version)).ToList();
        return named.Find(prompt => prompt.Label == address.Label) ?? (address.Version is not null || named.Count == 1 ? named.FirstOrDefault() : null);
    }

    private static PromptDocument Read(JsonElement json) => json.Deserialize<PromptDocument>(JsonSerializerOptions.Web)!;
}
