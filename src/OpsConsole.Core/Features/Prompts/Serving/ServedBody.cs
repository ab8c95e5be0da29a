using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Prompts.Serving;

/// <summary>Writes the answer's JSON.</summary>
internal static class ServedBody
{
    private static readonly JsonSerializerOptions Options = new(JsonColumn.Options) { DefaultIgnoreCondition = JsonIgnoreCondition.Never };

    /// <param name="messages">With the included prompts in place.</param>
    /// <param name="label">What was asked for; null where a version was.</param>
    /// <param name="releaseId">The release that put the version under the label.</param>
    public static ServedPrompt Of(Prompt prompt, PromptVersion version, IReadOnlyList<PromptMessage> messages, string? label, int? releaseId)
    {
        var body = new
        {
            prompt.Key,
            Version = version.Number,
            Label = label,
            version.ContentHash,
            Type = Word(prompt.Kind),
            Messages = messages,
            Variables = version.Variables.Select(variable => new { variable.Name, Type = Word(variable.Type), variable.Required }),
            Model = version.Model is { } model
                ? new { Provider = model.ProviderKey, Id = model.ModelKey, Parameters = JsonSerializer.SerializeToNode(model.Parameters ?? new(), JsonColumn.Options) }
                : null,
            Tools = (version.Tools ?? []).Select(tool => new { tool.Name, tool.Description, Parameters = Node(tool.ParametersSchema) }),
            ResponseFormat = version.ResponseFormat is { } format ? Node(format) : null,
            Release = releaseId is { } id ? new { Id = Release.KeyOf(id), version.ApprovedAt } : null,
        };
        var mayBeKept = version.State != VersionState.Draft;
        return new ServedPrompt(version.Number, JsonSerializer.SerializeToUtf8Bytes(body, Options), mayBeKept ? $"\"{version.ContentHash}\"" : null);
    }

    // A draft may hold a schema that somebody is still typing.
    private static JsonNode? Node(string json)
    {
        try
        {
            return JsonNode.Parse(json);
        }
        catch (JsonException)
        {
            return JsonValue.Create(json);
        }
    }

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
