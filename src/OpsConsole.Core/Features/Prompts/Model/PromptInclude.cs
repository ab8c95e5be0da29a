namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>
/// A prompt that a template includes, pinned to the version that its label pointed at when the including version was submitted: what was approved is what is
/// served, whatever that label does later.
/// </summary>
public sealed record PromptInclude(string Key, string Label, int Number, string ContentHash);
