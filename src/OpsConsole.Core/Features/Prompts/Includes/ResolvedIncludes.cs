using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Core.Features.Prompts.Includes;

/// <summary>What the includes of some messages came to.</summary>
/// <param name="Pins">Every prompt that is included, directly or through another, by key and label.</param>
/// <param name="Messages">The messages with the included texts in place; variables are still unfilled.</param>
internal sealed record ResolvedIncludes(IReadOnlyList<PromptInclude> Pins, IReadOnlyList<PromptMessage> Messages);
