using System.Collections.Frozen;

namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>One type of assertion that a judge decides.</summary>
/// <param name="Purpose">What it asks, as a clause.</param>
/// <param name="Shape">Null where the judge's model embeds texts and answers nothing.</param>
/// <param name="Limit">The threshold that holds where an assertion gives none; null leaves it to the judge's own pass or fail.</param>
internal sealed record GradedType(string Name, string Purpose, JudgeAnswerShape? Shape, IReadOnlyList<Material> Needs, double? Limit)
{
    public bool Uses(Material material) => Needs.Contains(material);
}

/// <summary>What a judge is shown.</summary>
internal enum Material
{
    Question,
    Output,
    Expected,
    Context,
    Rubric,
}

/// <summary>The model-graded types, by promptfoo's names.</summary>
public static class GradedTypes
{
    public const string SelectBest = "select-best";

    public const string Similar = "similar";

    private static readonly GradedType[] Types =
    [
        new("llm-rubric", "does the output meet a rubric", JudgeAnswerShape.Verdict, [Material.Question, Material.Output, Material.Expected, Material.Rubric], null),
        new("factuality", "do the output's facts agree with the expected answer", JudgeAnswerShape.Facts, [Material.Question, Material.Output, Material.Expected], null),
        new("answer-relevance", "does the output answer the question", JudgeAnswerShape.Verdict, [Material.Question, Material.Output], 0),
        new("context-faithfulness", "is everything the output says supported by the context", JudgeAnswerShape.Statements, [Material.Question, Material.Output, Material.Context], 0),
        new("context-recall", "does the context hold everything the expected answer says", JudgeAnswerShape.Statements, [Material.Question, Material.Expected, Material.Context], 0),
        new("context-relevance", "is everything in the context relevant to the question", JudgeAnswerShape.Statements, [Material.Question, Material.Context], 0),
        new("g-eval", "how well does the output meet criteria", JudgeAnswerShape.Verdict, [Material.Question, Material.Output, Material.Expected, Material.Rubric], 0.7),
        new(Similar, "how near is the output to the expected answer by the embeddings of both", null, [Material.Output, Material.Expected], SimilarCheck.DefaultThreshold),
        new(SelectBest, "which of two outputs meets a criterion better", JudgeAnswerShape.Preference, [Material.Question, Material.Rubric], null),
    ];

    private static readonly FrozenDictionary<string, string> Aliases = new Dictionary<string, string>
    {
        ["model-graded-factuality"] = "factuality",
        ["model-graded-closedqa"] = "llm-rubric",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, GradedType> ByName = Types.ToFrozenDictionary(type => type.Name, StringComparer.Ordinal);

    /// <summary>The types that a judge can serve, promptfoo's older names left out.</summary>
    public static IReadOnlyList<string> Names { get; } = [.. Types.Select(type => type.Name)];

    /// <summary>All that may stand in an assertion, older names too.</summary>
    internal static IEnumerable<string> AllNames => Names.Concat(Aliases.Keys);

    public static string Purpose(string name) => ByName[name].Purpose;

    /// <summary>The name of the type behind <c>not-</c> and promptfoo's older names; null where no judge decides it.</summary>
    public static string? NameOf(string assertionType) => Find(AssertionTypes.Positive(assertionType))?.Name;

    /// <summary>The variables that the prompt of a judge of this type gets.</summary>
    public static IReadOnlyList<string> PromptVariables(string name) =>
        name == SelectBest ? ["rubric", "question", "output_a", "output_b"] : [.. ByName[name].Needs.Select(JudgeMaterial.Name)];

    /// <summary>Null where the name is not one of a model-graded type.</summary>
    internal static GradedType? Find(string name) => ByName.GetValueOrDefault(Aliases.GetValueOrDefault(name, name));
}
