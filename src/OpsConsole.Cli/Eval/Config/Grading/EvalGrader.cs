using OpsConsole.Cli.Eval.Plan;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Prompts.Model;

namespace OpsConsole.Cli.Eval.Config.Grading;

/// <summary>A judge that an evaluation asks: for one type of assertion, a prompt on a model.</summary>
/// <param name="Type">The assertion type, without promptfoo's older names.</param>
/// <param name="IsOwnPrompt">The configuration brought the prompt.</param>
internal sealed record EvalGrader(string Type, EvalProvider Provider, EvalEndpoint Endpoint, IReadOnlyList<PromptMessage> Messages, bool IsOwnPrompt)
{
    /// <summary>A judge should say the same twice.</summary>
    public ModelParameters Parameters { get; } = Type == GradedTypes.Similar ? ModelParameters.Default
        : Provider.Settings.Parameters with { Temperature = Provider.Settings.Parameters.Temperature ?? 0 };

    /// <summary>Made of everything that the judge is: the same judge has the same key in every evaluation, and no other has it.</summary>
    public string Key => $"{Type}-{Labels.Slug(Provider.Label)}-{ContentHash.Of(new { Type, Endpoint.Key, Endpoint.Model, Parameters, Messages })[..8]}";

    /// <summary>As assertions name it: its only version.</summary>
    public string Ref => $"{Key}@1";

    /// <summary>The prompt in words that the store takes as its label.</summary>
    public string PromptLabel => IsOwnPrompt ? $"judge of {Type}, own prompt" : $"judge of {Type}";

    public static EvalGrader Of(string type, EvalProvider provider, EvalEndpoint endpoint, RubricPrompt? prompt) =>
        new(type, provider, endpoint, prompt?.Messages ?? JudgeTemplates.Of(type).Messages, prompt is not null);
}
