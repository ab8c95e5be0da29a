namespace OpsConsole.Core.Features.Prompts.Model;

/// <summary>A function that the model may call: name, purpose, and the JSON Schema of its arguments as JSON text.</summary>
public sealed record PromptTool(string Name, string Description, string ParametersSchema);
