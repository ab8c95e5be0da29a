using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Web.Features.Prompts;

/// <summary>Types of variables in the words that people read.</summary>
internal static class PromptWords
{
    public static string Word(PromptVariableType type) => type switch
    {
        PromptVariableType.Text => "text",
        PromptVariableType.Number => "number",
        PromptVariableType.Boolean => "yes or no",
        PromptVariableType.List => "list",
        PromptVariableType.Object => "object",
    };

    public static string Word(PromptKind kind) => kind switch
    {
        PromptKind.Chat => "Chat: messages with roles",
        PromptKind.Text => "Text: one message",
    };
}
