namespace OpsConsole.Templates;

/// <summary>A place where a template includes another prompt: which one, and the part of the text that its text replaces.</summary>
/// <param name="Start">Offset of the tag's first character.</param>
/// <param name="End">Offset after its last one.</param>
public sealed record TemplateInclude(string Key, string Label, int Start, int End);
