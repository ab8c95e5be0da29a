using System.Text.RegularExpressions;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>What is wrong with a version apart from its templates: too much of something, or a part that is not what it should be.</summary>
internal static partial class ContentChecks
{
    private const int MostMessages = 100;
    private const int MostVariables = 200;
    private const int MostTools = 100;
    private const int MostStops = 16;
    private const int MostSettings = 50;
    private const int LongestSchema = 200_000;
    private const int LongestDescription = 4_000;
    private const int LongestWord = 500;

    /// <summary>Of all texts together: a version is read, compared and served as a whole.</summary>
    private const int MostCharacters = 2 * PromptTemplate.MaxTemplateLength;

    private static readonly string[] Roles = ["system", "user", "assistant"];

    /// <summary>Limits of what is stored. Counts come first: what has 10,000 parts is not looked at part by part.</summary>
    public static FieldChecks Bounds(PromptContent content)
    {
        var checks = new FieldChecks("prompts")
            .That(content.Messages.Count <= MostMessages, "messages", $"at most {MostMessages} messages, this has {content.Messages.Count:N0}")
            .That(content.Variables.Count <= MostVariables, "variables", $"at most {MostVariables} variables, this has {content.Variables.Count:N0}")
            .That((content.Tools?.Count ?? 0) <= MostTools, "tools", $"at most {MostTools} tools, this has {content.Tools?.Count:N0}");
        if (checks.Fault is not null)
            return checks;

        var size = content.Messages.Sum(message => (long)message.Content.Length) + content.Variables.Sum(variable => (long)(variable.Sample?.Length ?? 0));
        checks.That(size <= MostCharacters, "messages", $"messages and samples together take at most {MostCharacters:N0} characters, these have {size:N0}")
            .Text("response format", content.ResponseFormat, LongestSchema);
        foreach (var (index, message) in content.Messages.Index())
            checks.Text($"message {index + 1}", message.Role, LongestWord).Text($"message {index + 1}", message.Content, PromptTemplate.MaxTemplateLength);
        foreach (var (index, variable) in content.Variables.Index())
            checks.Text($"variable {index + 1}", variable.Name, LongestWord).Text($"variable {index + 1}", variable.Sample, PromptTemplate.MaxTemplateLength);
        foreach (var (index, tool) in (content.Tools ?? []).Index())
            checks.Text($"tool {index + 1}, name", tool.Name, LongestWord)
                .Text($"tool {index + 1}, description", tool.Description, LongestDescription)
                .Text($"tool {index + 1}, parameters", tool.ParametersSchema, LongestSchema);
        return content.Model is { } model ? Bounds(checks, model) : checks;
    }

    /// <summary>What keeps a draft from being more than one.</summary>
    public static FieldChecks Shape(PromptContent content)
    {
        var checks = new FieldChecks("prompts");
        if (content.Model is { } model)
            Shape(checks, model);
        foreach (var (index, message) in content.Messages.Index())
            checks.That(Roles.Contains(message.Role), $"message {index + 1}", $"the role is one of {string.Join(", ", Roles)}, not '{message.Role}'");
        var declared = new HashSet<string>();
        foreach (var (index, variable) in content.Variables.Index())
            checks.That(VariableName().IsMatch(variable.Name), $"variable {index + 1}", $"'{variable.Name}' is no name: use letters, digits and '_'")
                .That(declared.Add(variable.Name), $"variable {index + 1}", $"'{variable.Name}' is declared twice");
        if (content.ResponseFormat is { } format)
            checks.Add("response format", SchemaText.Fault(format));
        var tools = new HashSet<string>();
        foreach (var (index, tool) in (content.Tools ?? []).Index())
            checks.That(ToolName().IsMatch(tool.Name), $"tool {index + 1}, name", $"'{tool.Name}' is no name: use 1 to 64 letters, digits, '_' and '-'")
                .That(tools.Add(tool.Name), $"tool {index + 1}, name", $"'{tool.Name}' is given twice")
                .Add($"tool {index + 1}, parameters", SchemaText.Fault(tool.ParametersSchema));
        return checks;
    }

    /// <summary>A text prompt is one message; null when the content is of the prompt's kind.</summary>
    public static Error? OfKind(PromptKind kind, PromptContent content) => new FieldChecks("prompts")
        .That(kind == PromptKind.Chat || content.Messages is [{ Role: "user" }], "messages", "a text prompt is exactly one user message; make a chat prompt for more")
        .Fault;

    private static FieldChecks Bounds(FieldChecks checks, ModelChoice model)
    {
        checks.Text("model, provider", model.ProviderKey, ModelBuilding.KeyLength).Text("model, id", model.ModelKey, ModelBuilding.NameLength);
        if (model.Parameters is not { } parameters)
            return checks;
        checks
            .That(double.IsFinite(parameters.Temperature ?? 0), "model, temperature", "must be a number")
            .That(double.IsFinite(parameters.TopP ?? 0), "model, top P", "must be a number")
            .That((parameters.Stop?.Count ?? 0) <= MostStops, "model, stop", $"at most {MostStops} stop texts")
            .That((parameters.Method?.Count ?? 0) <= MostSettings, "model, method", $"at most {MostSettings} settings");
        foreach (var text in parameters.Stop ?? [])
            checks.Text("model, stop", text, LongestWord);
        foreach (var (name, value) in parameters.Method ?? new Dictionary<string, string>())
            checks.Text("model, method", name, LongestWord).Text("model, method", value, LongestWord);
        return checks;
    }

    private static void Shape(FieldChecks checks, ModelChoice model) => checks
        .Required("model, provider", model.ProviderKey, ModelBuilding.KeyLength)
        .Required("model, id", model.ModelKey, ModelBuilding.NameLength)
        .Range("model, temperature", model.Parameters?.Temperature, 0, 2)
        .That(model.Parameters?.Transform is null, "model, transform", "belongs to a candidate of a benchmark, not to a prompt")
        .Range("model, top P", model.Parameters?.TopP, 0, 1)
        .Range("model, max output tokens", model.Parameters?.MaxOutputTokens, 1, 10_000_000)
        .That(model.Parameters?.Stop?.Contains("") != true, "model, stop", "a stop text must not be empty");

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,99}\z")]
    private static partial Regex VariableName();

    [GeneratedRegex(@"^[A-Za-z0-9_-]{1,64}\z")]
    private static partial Regex ToolName();
}
