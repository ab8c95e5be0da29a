namespace OpsConsole.Core.Features.Datasets.Checks;

public enum LeakKind
{
    /// <summary>An accepted answer stands in the prompt: the model need not know it.</summary>
    Answer,

    /// <summary>What the case asks stands in the prompt: it is one of its examples, and no test any more.</summary>
    Input,
}

/// <summary>A text of a case that stands word for word in a version of a prompt.</summary>
/// <param name="Where">In words: <c>message 2 (assistant)</c>, <c>sample of question</c>.</param>
/// <param name="What">Which variable, or <c>accepted answer</c>.</param>
/// <param name="Text">The words that were found, cut.</param>
public sealed record Leak(string CaseKey, string CaseTitle, LeakKind Kind, string What, string Text, string PromptKey, int PromptVersion, string Where);
