namespace OpsConsole.Templates;

/// <summary>Why a template could not be filled.</summary>
/// <param name="Code"><c>prompts.missing-variable</c>, <c>prompts.render-too-large</c> or <c>prompts.render-failed</c>.</param>
/// <param name="Missing">The variables that were not given, where that is why.</param>
public sealed record RenderFault(string Code, string Message, IReadOnlyList<string> Missing);
