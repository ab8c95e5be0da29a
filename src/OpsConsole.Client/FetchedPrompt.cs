using System.Text.Json;
using Microsoft.Extensions.AI;

namespace OpsConsole.Client;

/// <summary>A prompt, and where it came from.</summary>
public sealed class FetchedPrompt
{
    private readonly PromptTemplates _templates;

    internal FetchedPrompt(PromptTemplates templates, PromptSource source, TimeSpan? age, string? system) => (_templates, Source, Age, System) = (templates, source, age, system);

    public PromptDocument Document => _templates.Document;

    public string Key => Document.Key;

    public int Version => Document.Version;

    public PromptSource Source { get; }

    /// <summary>Since the server last told that this is the prompt; null from a bundle.</summary>
    public TimeSpan? Age { get; }

    internal string? System { get; }

    /// <summary>Fills the templates by the rules of the server: a required variable must be given, another that is missing renders as nothing.</summary>
    /// <param name="variables">Texts, numbers, booleans, lists and objects: whatever JSON can hold.</param>
    /// <exception cref="OpsConsoleException">A required variable is missing, or a template cannot be filled.</exception>
    public RenderedPrompt Render(IReadOnlyDictionary<string, object?> variables) => new(
        _templates.Render(variables.ToDictionary(given => given.Key, given => JsonSerializer.SerializeToElement(given.Value, JsonSerializerOptions.Web))), ToOptions(Document));

    private static ChatOptions ToOptions(PromptDocument document)
    {
        var parameters = document.Model?.Parameters;
        return new ChatOptions
        {
            ModelId = document.Model?.Id,
            Temperature = parameters?.Temperature,
            TopP = parameters?.TopP,
            MaxOutputTokens = parameters?.MaxOutputTokens,
            Seed = parameters?.Seed,
            StopSequences = parameters?.Stop?.ToList(),
            ResponseFormat = document.ResponseFormat is { ValueKind: JsonValueKind.Object } schema ? ChatResponseFormat.ForJsonSchema(schema) : null,
            Tools = document.Tools.Count == 0
                ? null
                : [.. document.Tools.Select(tool => AIFunctionFactory.CreateDeclaration(tool.Name, tool.Description, tool.Parameters))],
        };
    }
}

/// <summary>What is sent to a model. The options are the caller's own to change: tools come as declarations, put functions in their place to have them called.</summary>
public sealed record RenderedPrompt(IList<ChatMessage> Messages, ChatOptions Options);
