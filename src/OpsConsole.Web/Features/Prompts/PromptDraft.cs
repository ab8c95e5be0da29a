using System.Globalization;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>A version while it is being written: every field as it is typed, so that a wrong one is explained and not swallowed.</summary>
public sealed class PromptDraft
{
    public sealed class Message
    {
        /// <summary>Stays with the message when others move.</summary>
        public string Id { get; init; } = NewId();

        public string Role { get; set; } = "user";

        public string Content { get; set; } = "";
    }

    public sealed class Variable
    {
        public string Name { get; set; } = "";

        public PromptVariableType Type { get; set; }

        public bool Required { get; set; } = true;

        public string Sample { get; set; } = "";
    }

    public sealed class Tool
    {
        public string Id { get; init; } = NewId();

        public string Name { get; set; } = "";

        public string Description { get; set; } = "";

        public string Parameters { get; set; } = "{\n  \"type\": \"object\",\n  \"properties\": {}\n}";
    }

    /// <summary>The revision that it was written over.</summary>
    public int Revision { get; set; }

    public List<Message> Messages { get; init; } = [];

    public List<Variable> Variables { get; init; } = [];

    public List<Tool> Tools { get; init; } = [];

    /// <summary>Null leaves the choice to the caller.</summary>
    public string? Provider { get; set; }

    public string? Model { get; set; }

    public string Temperature { get; set; } = "";

    public string TopP { get; set; } = "";

    public string MaxOutputTokens { get; set; } = "";

    public string Seed { get; set; } = "";

    /// <summary>One a line.</summary>
    public string Stop { get; set; } = "";

    /// <summary>A baseline's own settings; there is no field for them here.</summary>
    public Dictionary<string, string>? Method { get; set; }

    public string ResponseFormat { get; set; } = "";

    public string ChangeNote { get; set; } = "";

    public static PromptDraft From(GetPromptVersion.Details version)
    {
        var content = version.Content;
        var parameters = content.Model?.Parameters ?? ModelParameters.Default;
        return new PromptDraft
        {
            Revision = version.Revision,
            Messages = [.. content.Messages.Select((message, index) => new Message { Id = $"m{index}", Role = message.Role, Content = message.Content })],
            Variables = [.. content.Variables.Select(variable => new Variable
            {
                Name = variable.Name,
                Type = variable.Type,
                Required = variable.Required,
                Sample = variable.Sample ?? "",
            })],
            Tools = [.. (content.Tools ?? []).Select((tool, index) => new Tool { Id = $"t{index}", Name = tool.Name, Description = tool.Description, Parameters = tool.ParametersSchema })],
            Provider = content.Model?.ProviderKey,
            Model = content.Model?.ModelKey,
            Temperature = Text(parameters.Temperature),
            TopP = Text(parameters.TopP),
            MaxOutputTokens = Text(parameters.MaxOutputTokens),
            Seed = Text(parameters.Seed),
            Stop = string.Join('\n', parameters.Stop ?? []),
            Method = parameters.Method?.ToDictionary(),
            ResponseFormat = content.ResponseFormat ?? "",
            ChangeNote = version.ChangeNote,
        };
    }

    /// <summary>The content, and the fields that hold no number where one belongs.</summary>
    public PromptContent ToContent(List<ErrorDetail> faults)
    {
        var parameters = new ModelParameters
        {
            Temperature = Number<double>("model, temperature", Temperature, "a number, such as 0.2", faults),
            TopP = Number<double>("model, top P", TopP, "a number, such as 0.9", faults),
            MaxOutputTokens = Number<int>("model, max output tokens", MaxOutputTokens, "a whole number", faults),
            Seed = Number<long>("model, seed", Seed, "a whole number", faults),
            Stop = Stop.ReplaceLineEndings("\n").Split('\n', StringSplitOptions.RemoveEmptyEntries) is { Length: > 0 } stop ? stop : null,
            Method = Method,
        };
        return new PromptContent(
            [.. Messages.Select(message => new PromptMessage(message.Role, message.Content.ReplaceLineEndings("\n")))],
            [.. Variables.Select(variable => new PromptVariable(variable.Name.Trim(), variable.Type, variable.Required, variable.Sample.Length == 0 ? null : variable.Sample))])
        {
            Model = Provider is null || Model is null ? null : new ModelChoice(Provider, Model, parameters == ModelParameters.Default ? null : parameters),
            ResponseFormat = string.IsNullOrWhiteSpace(ResponseFormat) ? null : ResponseFormat,
            Tools = Tools.Count == 0 ? null : [.. Tools.Select(tool => new PromptTool(tool.Name.Trim(), tool.Description.Trim(), tool.Parameters))],
        };
    }

    /// <summary>Puts what the browser kept of single boxes in their place; a box that is gone is passed over.</summary>
    public void Take(IReadOnlyDictionary<string, string> fields)
    {
        foreach (var message in Messages)
            message.Content = fields.GetValueOrDefault(message.Id, message.Content);
        foreach (var tool in Tools)
            tool.Parameters = fields.GetValueOrDefault(tool.Id, tool.Parameters);
        ResponseFormat = fields.GetValueOrDefault("response-format", ResponseFormat);
    }

    private static string NewId() => Guid.NewGuid().ToString("N")[..8];

    private static string Text(IFormattable? value) => value?.ToString(null, CultureInfo.InvariantCulture) ?? "";

    private static T? Number<T>(string where, string text, string what, List<ErrorDetail> faults)
        where T : struct, IParsable<T>
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (T.TryParse(text.Trim(), CultureInfo.InvariantCulture, out var value))
            return value;
        faults.Add(new ErrorDetail(where, $"'{text.Trim()}' must be {what}"));
        return null;
    }
}
