using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Files;

/// <summary>The words of the file format for what the model has enumerations for.</summary>
internal static class PromptFileWords
{
    public static readonly IReadOnlyDictionary<string, PromptVariableType> Types =
        Enum.GetValues<PromptVariableType>().ToDictionary(Of, type => type, StringComparer.Ordinal);

    public static readonly IReadOnlyDictionary<string, PromptKind> Kinds =
        new Dictionary<string, PromptKind>(StringComparer.Ordinal) { ["chat"] = PromptKind.Chat, ["text"] = PromptKind.Text };

    public static string Of(PromptVariableType type) => type switch
    {
        PromptVariableType.Text => "text",
        PromptVariableType.Number => "number",
        PromptVariableType.Boolean => "boolean",
        PromptVariableType.List => "list",
        PromptVariableType.Object => "object",
    };
}
