namespace OpsConsole.Templates;

/// <summary>Where and why a template does not parse.</summary>
public sealed record TemplateFault(TextPosition Where, string Reason);
