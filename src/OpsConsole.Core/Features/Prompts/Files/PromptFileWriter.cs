using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Files;

/// <summary>Writes a version as a file, so that reading it brings back content with the same hash.</summary>
public static class PromptFileWriter
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    // A schema that nests deeper stays text: the reader of the file counts depth from its top.
    private const int DeepestSchema = 40;

    public static string Write(PromptFile file, PromptFileFormat format) => format switch
    {
        PromptFileFormat.Yaml => YamlText.Of(JsonSerializer.SerializeToElement(Tree(file))),
        PromptFileFormat.Json => JsonSerializer.Serialize(Tree(file), Indented) + "\n",
    };

    private static JsonObject Tree(PromptFile file)
    {
        var content = file.Content;
        var tree = new JsonObject { ["format"] = PromptFile.FormatName };
        Add(tree, "key", file.Key);
        Add(tree, "system", file.System);
        Add(tree, "name", file.Name);
        tree["type"] = file.Kind == PromptKind.Text ? "text" : "chat";
        Add(tree, "version", file.Number);
        Add(tree, "contentHash", file.ContentHash);
        Add(tree, "changeNote", file.ChangeNote.Length > 0 ? file.ChangeNote : null);
        tree["messages"] = new JsonArray([.. content.Messages.Select(message => new JsonObject { ["role"] = message.Role, ["content"] = message.Content })]);
        if (content.Variables.Count > 0)
            tree["variables"] = new JsonArray([.. content.Variables.Select(Variable)]);
        if (content.Model is { } model)
            tree["model"] = Model(model);
        Add(tree, "responseFormat", Schema(content.ResponseFormat));
        if (content.Tools is { Count: > 0 } tools)
            tree["tools"] = new JsonArray([.. tools.Select(tool => new JsonObject { ["name"] = tool.Name, ["description"] = tool.Description, ["parameters"] = Schema(tool.ParametersSchema) })]);
        if (content.Includes is { Count: > 0 } includes)
            tree["includes"] = new JsonArray([.. includes.Select(include => new JsonObject
            {
                ["key"] = include.Key, ["label"] = include.Label, ["version"] = include.Number, ["contentHash"] = include.ContentHash,
            })]);
        return tree;
    }

    private static JsonObject Variable(PromptVariable variable)
    {
        var tree = new JsonObject { ["name"] = variable.Name, ["type"] = PromptFileWords.Of(variable.Type), ["required"] = variable.Required };
        Add(tree, "sample", variable.Sample);
        return tree;
    }

    private static JsonObject Model(ModelChoice model)
    {
        var tree = new JsonObject { ["provider"] = model.ProviderKey, ["id"] = model.ModelKey };
        if (model.Parameters is { } parameters)
            tree["parameters"] = Parameters(parameters);
        return tree;
    }

    private static JsonObject Parameters(ModelParameters parameters)
    {
        var tree = new JsonObject();
        Add(tree, "temperature", parameters.Temperature);
        Add(tree, "topP", parameters.TopP);
        Add(tree, "maxOutputTokens", parameters.MaxOutputTokens);
        Add(tree, "seed", parameters.Seed);
        if (parameters.Stop is { } stop)
            tree["stop"] = new JsonArray([.. stop.Select(text => JsonValue.Create(text))]);
        if (parameters.Method is { } method)
            tree["method"] = new JsonObject(method.Select(setting => KeyValuePair.Create<string, JsonNode?>(setting.Key, setting.Value)));
        return tree;
    }

    private static JsonNode? Schema(string? text)
    {
        if (text is null)
            return null;
        try
        {
            // Only what comes back letter by letter is written as a tree.
            var tree = JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { AllowDuplicateProperties = false, MaxDepth = DeepestSchema });
            return tree is JsonObject && SchemaText.Tidy(text) == text ? tree : JsonValue.Create(text);
        }
        catch (JsonException)
        {
            return JsonValue.Create(text);
        }
    }

    private static void Add(JsonObject tree, string name, JsonNode? value)
    {
        if (value is not null)
            tree[name] = value;
    }
}
