using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Core.Features.Judges.Asking;

/// <summary>What the prompt of a judge for <c>similar</c> has to do.</summary>
internal static class EmbeddingPrompt
{
    /// <summary>The name by which the prompt gets each text, the expected ones too.</summary>
    public static string Variable { get; } = JudgeMaterial.Name(Material.Output);

    /// <summary>A prompt that leaves the text out makes one text of all, and one text is as near to itself as can be: every output would pass.</summary>
    public static string? Fault(string assertionType, ChatTemplate prompt) =>
        assertionType == GradedTypes.Similar && !prompt.Variables.Contains(Variable)
            ? $"its prompt does not use {{{{ {Variable} }}}}, so that every text would have the same embedding"
            : null;
}
