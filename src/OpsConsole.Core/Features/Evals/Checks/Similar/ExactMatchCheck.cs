using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary>Exact match of SQuAD v1.1's official script: equal to an accepted answer but for case, punctuation, articles and spaces.</summary>
internal sealed class ExactMatchCheck(SquadAnswers answers) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, double? threshold)
    {
        var answers = SquadAnswers.Compile(value);
        return answers.IsOk ? new ExactMatchCheck(answers.Value) : answers.Error;
    }

    public Finding Evaluate(AssertionContext context)
    {
        var accepted = answers.For(context);
        if (accepted.Count == 0)
        {
            return Finding.Faulted(SquadAnswers.None);
        }

        var output = SquadText.Of(context.Output).Normalized;
        foreach (var answer in accepted)
        {
            if (string.Equals(output, answer.Normalized, StringComparison.Ordinal))
            {
                return Finding.Of(true, "is an accepted answer");
            }
        }

        return Finding.Of(false, accepted.Count == 1 ? $"is not {Quote.Of(accepted[0].Original)}" : $"is none of the {accepted.Count} accepted answers");
    }
}
