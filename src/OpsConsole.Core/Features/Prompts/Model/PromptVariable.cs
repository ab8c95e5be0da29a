namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>The JSON shape a declared variable takes.</summary>
public enum PromptVariableType
{
    Text,
    Number,
    Boolean,
    List,
    Object,
}

/// <summary>A variable that a prompt version declares, with a sample for the preview.</summary>
public sealed record PromptVariable(string Name, PromptVariableType Type, bool Required, string? Sample);
