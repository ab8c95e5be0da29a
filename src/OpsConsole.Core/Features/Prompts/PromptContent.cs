using System.Text.RegularExpressions;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Core.Features.Prompts;

/// <summary>What a version says: its messages, the variables it declares, and how a model is asked.</summary>
public sealed partial record PromptContent(IReadOnlyList<PromptMessage> Messages, IReadOnlyList<PromptVariable> Variables)
{
    /// <summary>Null leaves the choice to the caller.</summary>
    public ModelChoice? Model { get; init; }

    /// <summary>The JSON Schema that answers must match, as JSON text; null for free text.</summary>
    public string? ResponseFormat { get; init; }

    /// <summary>Null where there are none.</summary>
    public IReadOnlyList<PromptTool>? Tools { get; init; }

    /// <summary>Pinned at submission; null before, and where nothing is included.</summary>
    public IReadOnlyList<PromptInclude>? Includes { get; init; }

    private const int MostMessages = 100;
    private const int MostVariables = 200;
    private static readonly string[] Roles = ["system", "user", "assistant"];

    /// <summary>The version's identity: equal content has one hash, whoever wrote it.</summary>
    public string Hash => ContentHash.Of(new { Messages, Variables, Model, ResponseFormat, Tools = Listed(Tools), Includes = Listed(Includes) });

    /// <summary>The parsed template, or every place that is wrong: shape, then syntax, then variables.</summary>
    internal Result<ChatTemplate> Parse()
    {
        if (Shape() is { } fault)
            return fault;

        var template = ChatTemplate.Parse(Messages);
        if (!template.IsOk)
            return template;
        return template.Value.Check(Variables).Errors is { Count: > 0 } undeclared ? PromptErrors.Undeclared(undeclared) : template;
    }

    // A part that is absent leaves no trace in the hash: content written before the part existed keeps its hash.
    private static IReadOnlyList<T>? Listed<T>(IReadOnlyList<T>? list) => list is { Count: > 0 } ? list : null;

    private Error? Shape()
    {
        var checks = new FieldChecks("prompts")
            .That(Messages.Count <= MostMessages, "messages", $"at most {MostMessages} messages")
            .That(Variables.Count <= MostVariables, "variables", $"at most {MostVariables} variables");
        foreach (var (index, message) in Messages.Index())
            checks.That(Roles.Contains(message.Role), $"message {index + 1}", $"the role is one of {string.Join(", ", Roles)}, not '{message.Role}'");
        foreach (var (index, variable) in Variables.Index())
        {
            checks.That(VariableName().IsMatch(variable.Name), $"variable {index + 1}", $"'{variable.Name}' is no name: use letters, digits and '_'")
                .That(Variables.Take(index).All(earlier => earlier.Name != variable.Name), $"variable {index + 1}", $"'{variable.Name}' is declared twice")
                .Text($"variable {index + 1}", variable.Sample, PromptTemplate.MaxTemplateLength);
        }

        return checks.Fault;
    }

    [GeneratedRegex(@"^[A-Za-z_][A-Za-z0-9_]{0,99}\z")]
    private static partial Regex VariableName();
}
