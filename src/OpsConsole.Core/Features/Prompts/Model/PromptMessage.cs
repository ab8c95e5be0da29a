namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>One message of a chat template: a role (<c>system</c>, <c>user</c>, <c>assistant</c>) and its Liquid text.</summary>
public sealed record PromptMessage(string Role, string Content);
