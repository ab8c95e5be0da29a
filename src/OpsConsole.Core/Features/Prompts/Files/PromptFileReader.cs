using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Common.Yaml;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Files;

/// <summary>Reads a prompt from a file that somebody may have written by hand: all of it, or everything that is wrong with it.</summary>
public static class PromptFileReader
{
    /// <summary>The file, or error <c>prompts.bad-file</c> with every fault: line and column where the file is wrong, the part where the prompt is.</summary>
    public static Result<PromptFile> Read(string text, PromptFileFormat format)
    {
        if (text.Length > PromptFile.MaxLength)
            return Error.Invalid("prompts.file-too-large", $"The file has {text.Length:N0} characters; at most {PromptFile.MaxLength:N0} are read.");
        using var reader = new StringReader(text);
        var tree = format switch
        {
            PromptFileFormat.Yaml => YamlReader.Read(reader),
            PromptFileFormat.Json => JsonItems.Read(text),
        };
        if (!tree.IsOk)
            return Bad(tree.Error.Details ?? [new ErrorDetail("line 1, column 1", tree.Error.Message)]);
        if (tree.Value is not { } root)
            return Bad([new ErrorDetail("line 1, column 1", "the file is empty")]);

        var fields = new FileFields();
        var file = Prompt(fields, root);
        if (fields.Faults.Count > 0)
            return Bad(fields.Faults);
        if ((file!.Content.Parse().Error ?? ContentChecks.OfKind(file.Kind, file.Content)) is { } wrong)
            return Bad(wrong.Details ?? [new ErrorDetail("messages", wrong.Message)]);
        return file;
    }

    private static Error Bad(IReadOnlyList<ErrorDetail> faults) => Error.Invalid(
        "prompts.bad-file", faults.Count == 1 ? $"{faults[0].Where}: {faults[0].Reason}" : $"{faults.Count} faults, first {faults[0].Where}: {faults[0].Reason}", faults);

    private static PromptFile? Prompt(FileFields fields, YamlItem root)
    {
        var map = fields.Map(
            root, "the file", "format", "key", "system", "name", "type", "version", "contentHash", "changeNote", "messages", "variables", "model", "responseFormat", "tools", "includes");
        if (map is null)
            return null;
        if (fields.Text(map, "format", "") is { } format && format != PromptFile.FormatName)
            fields.Fault(map["format"]!.Value, "format", $"is '{format}'; this console reads {PromptFile.FormatName}");

        var messages = fields.List(map, "messages", "").Select((item, index) => Message(fields, item, $"messages[{index}]")).OfType<PromptMessage>().ToList();
        if (messages.Count == 0 && fields.Faults.Count == 0)
            fields.Fault(map, "messages", "is missing: a prompt has at least one message");
        var tools = fields.List(map, "tools", "").Select((item, index) => Tool(fields, item, $"tools[{index}]")).OfType<PromptTool>().ToList();
        var content = new PromptContent(
            messages, [.. fields.List(map, "variables", "").Select((item, index) => Variable(fields, item, $"variables[{index}]")).OfType<PromptVariable>()])
        {
            Model = map["model"] is { } model ? Model(fields, model.Value) : null,
            ResponseFormat = fields.TextOrJson(map, "responseFormat", ""),
            Tools = tools.Count > 0 ? tools : null,
        };
        return new PromptFile(
            fields.Text(map, "key", ""), fields.Text(map, "system", ""), fields.Text(map, "name", ""),
            fields.Word(map, "type", "", PromptFileWords.Kinds) ?? PromptKind.Chat, fields.Count(map, "version", ""), fields.Text(map, "contentHash", ""),
            fields.Text(map, "changeNote", "") ?? "", content.AsDraft());
    }

    private static PromptMessage? Message(FileFields fields, YamlItem item, string path)
    {
        if (fields.Map(item, path, "role", "content") is not { } map)
            return null;
        var role = fields.Text(map, "role", path, required: true);
        var text = map["content"]?.Value is YamlScalar { Text: var written } ? written : fields.Text(map, "content", path, required: true);
        return role is null || text is null ? null : new PromptMessage(role, text);
    }

    private static PromptVariable? Variable(FileFields fields, YamlItem item, string path)
    {
        if (fields.Map(item, path, "name", "type", "required", "sample") is not { } map)
            return null;
        var name = fields.Text(map, "name", path, required: true);
        var type = fields.Word(map, "type", path, PromptFileWords.Types) ?? PromptVariableType.Text;
        return name is null ? null : new PromptVariable(name, type, fields.Flag(map, "required", path) ?? true, fields.TextOrJson(map, "sample", path));
    }

    private static PromptTool? Tool(FileFields fields, YamlItem item, string path)
    {
        if (fields.Map(item, path, "name", "description", "parameters") is not { } map)
            return null;
        var name = fields.Text(map, "name", path, required: true);
        return name is null ? null : new PromptTool(name, fields.Text(map, "description", path) ?? "", fields.TextOrJson(map, "parameters", path) ?? "");
    }

    private static ModelChoice? Model(FileFields fields, YamlItem item)
    {
        if (fields.Map(item, "model", "provider", "id", "parameters") is not { } map)
            return null;
        var provider = fields.Text(map, "provider", "model", required: true);
        var id = fields.Text(map, "id", "model", required: true);
        var parameters = map["parameters"] is { } given ? Parameters(fields, given.Value, "model.parameters") : null;
        return provider is null || id is null ? null : new ModelChoice(provider, id, parameters);
    }

    private static ModelParameters? Parameters(FileFields fields, YamlItem item, string path)
    {
        if (fields.Map(item, path, "temperature", "topP", "maxOutputTokens", "seed", "stop", "method") is not { } map)
            return null;
        return new ModelParameters
        {
            Temperature = fields.Number(map, "temperature", path),
            TopP = fields.Number(map, "topP", path),
            MaxOutputTokens = fields.Count(map, "maxOutputTokens", path),
            Seed = fields.Whole(map, "seed", path),
            Stop = map["stop"] is null ? null : [.. fields.List(map, "stop", path).OfType<YamlScalar>().Select(text => text.Text)],
            Method = map["method"]?.Value is YamlMap method ? method.Entries.ToDictionary(entry => entry.Key, entry => fields.TextOrJson(method, entry.Key, path) ?? "") : null,
        };
    }
}
