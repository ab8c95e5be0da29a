using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Templates;

namespace OpsConsole.Core.Features.Prompts.Templates;

/// <summary>What <see cref="ChatTemplate.Check"/> found: errors stop a submission, warnings do not.</summary>
public sealed record TemplateCheck(IReadOnlyList<ErrorDetail> Errors, IReadOnlyList<ErrorDetail> Warnings);

/// <summary>A prompt's messages, each a parsed Liquid template.</summary>
public sealed class ChatTemplate
{
    private readonly IReadOnlyList<(string Role, PromptTemplate Template)> _messages;

    private ChatTemplate(IReadOnlyList<(string Role, PromptTemplate Template)> messages)
    {
        _messages = messages;
        Variables = [.. messages.SelectMany(message => message.Template.Variables).Distinct()];
    }

    /// <summary>The variables of all messages, in order of first use.</summary>
    public IReadOnlyList<string> Variables { get; }

    /// <summary>For each message, where it includes other prompts.</summary>
    internal IReadOnlyList<IReadOnlyList<TemplateInclude>> Includes => [.. _messages.Select(message => message.Template.Includes)];

    /// <summary>Parses every message and names every one that does not parse.</summary>
    public static Result<ChatTemplate> Parse(IReadOnlyList<PromptMessage> messages)
    {
        if (messages.Count == 0)
        {
            return Error.Invalid("prompts.no-messages", "A prompt needs at least one message.");
        }

        var parsed = new List<(string, PromptTemplate)>();
        var faults = new List<ErrorDetail>();
        foreach (var (index, message) in messages.Index())
        {
            var template = PromptTemplate.Parse(message.Content);
            if (template.IsOk)
            {
                parsed.Add((message.Role, template.Value));
            }
            else
            {
                var where = Where(index, message.Role);
                faults.AddRange((template.Error.Details ?? []).Select(fault => fault with { Where = $"{where}, {fault.Where}" }));
            }
        }

        return faults.Count == 0
            ? new ChatTemplate(parsed)
            : Error.Invalid("prompts.template-syntax", $"The template does not parse: {faults[0].Where}: {faults[0].Reason}", faults);
    }

    /// <summary>Compares the variables that are used with those that are declared.</summary>
    public TemplateCheck Check(IEnumerable<PromptVariable> declaredVariables)
    {
        var declared = declaredVariables.Select(variable => variable.Name).ToList();
        var undeclared = _messages.Index().SelectMany(message => message.Item.Template.Variables
            .Except(declared)
            .Select(name => new ErrorDetail(Where(message.Index, message.Item.Role), $"uses '{name}', which is not declared")));

        // Until the included prompts are in place nobody knows which variables they use.
        var unused = Includes.Any(places => places.Count > 0) ? [] : declared.Except(Variables).Select(name => new ErrorDetail($"variable {name}", "is declared but not used"));
        return new TemplateCheck([.. undeclared], [.. unused]);
    }

    /// <summary>Fills every message; the first that cannot be filled is the error, with its place.</summary>
    public Result<IReadOnlyList<ChatTurn>> Render(IReadOnlyDictionary<string, JsonElement> variables, bool strict)
    {
        var turns = new ChatTurn[_messages.Count];
        for (var i = 0; i < turns.Length; i++)
        {
            var (role, template) = _messages[i];
            var text = template.Render(variables, strict);
            if (!text.IsOk)
            {
                return text.Error with { Message = $"{Where(i, role)}: {text.Error.Message}" };
            }

            turns[i] = new ChatTurn(role, text.Value);
        }

        return turns;
    }

    private static string Where(int index, string role) => $"message {index + 1} ({role})";
}
