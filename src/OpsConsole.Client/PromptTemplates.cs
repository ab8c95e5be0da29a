using System.Text.Json;
using Microsoft.Extensions.AI;
using OpsConsole.Templates;

namespace OpsConsole.Client;

/// <summary>A document with its templates, parsed when it is first filled.</summary>
internal sealed class PromptTemplates(PromptDocument document)
{
    private readonly Lazy<IReadOnlyList<(ChatRole Role, LiquidTemplate Template)>> _messages = new(() => [.. document.Messages.Select(Parse)]);

    public PromptDocument Document => document;

    public List<ChatMessage> Render(IReadOnlyDictionary<string, JsonElement> variables)
    {
        if (document.Variables.FirstOrDefault(variable => variable.Required && !variables.ContainsKey(variable.Name)) is { } missing)
            throw new OpsConsoleException("prompts.missing-variable", $"The prompt '{document.Key}' needs the variable '{missing.Name}', which is not given.");
        var messages = new List<ChatMessage>();
        foreach (var (role, template) in _messages.Value)
        {
            if (!template.TryRender(variables, strict: false, out var text, out var fault))
                throw new OpsConsoleException(fault.Code, $"The prompt '{document.Key}', message {messages.Count + 1}: {fault.Message}");
            messages.Add(new ChatMessage(role, text));
        }

        return messages;
    }

    private static (ChatRole Role, LiquidTemplate Template) Parse(PromptMessage message) => LiquidTemplate.TryParse(message.Content, out var template, out var fault)
        ? (new ChatRole(message.Role), template)
        : throw new OpsConsoleException("prompts.template-syntax", $"The template does not parse: {fault.Where}: {fault.Reason}");
}
