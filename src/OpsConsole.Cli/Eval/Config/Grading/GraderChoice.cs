using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Cli.Eval.Config.Grading;

/// <summary>Who grades, as one place of the configuration says it. A provider alone stands for both; whether it can do what is asked shows when it is.</summary>
/// <param name="Text">Answers judges' prompts.</param>
/// <param name="Embedding">Makes the vectors that <c>similar</c> compares.</param>
internal sealed record GraderChoice(EvalProvider? Text, EvalProvider? Embedding)
{
    public EvalProvider? For(string type) => type == GradedTypes.Similar ? Embedding : Text;
}

/// <summary>A judge's prompt that the configuration brings instead of the console's own.</summary>
internal sealed record RubricPrompt(IReadOnlyList<PromptMessage> Messages, string Place);

/// <summary>What is known of a model-graded assertion, or of a set that holds one, until its test is complete.</summary>
internal sealed class GraderNote(string place, GraderChoice? grader, RubricPrompt? prompt)
{
    /// <summary>Where the assertion stands.</summary>
    public string Place => place;

    public GraderChoice? Grader => grader;

    public RubricPrompt? Prompt => prompt;

    /// <summary>What was made of it before: the same choice gives the same object, so that it is still shared by all tests.</summary>
    public List<(GraderChoice? Grader, RubricPrompt? Prompt, Core.Features.Evals.Assertion Made)> Made { get; } = [];
}
