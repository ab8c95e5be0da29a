using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary>Token F1 of SQuAD v1.1's official script: the best over the accepted answers (Rajpurkar et al. 2016).</summary>
internal sealed class F1Check(SquadAnswers answers, double threshold) : IPlainCheck
{
    public const double DefaultThreshold = 0.5;

    public static Result<ICheck> Compile(JsonElement? value, double? threshold)
    {
        if (threshold is < 0 or > 1)
        {
            return AssertionErrors.Threshold("the threshold is a score from 0 to 1");
        }

        var answers = SquadAnswers.Compile(value);
        return answers.IsOk ? new F1Check(answers.Value, threshold ?? DefaultThreshold) : answers.Error;
    }

    public Finding Evaluate(AssertionContext context)
    {
        var accepted = answers.For(context);
        if (accepted.Count == 0)
        {
            return Finding.Faulted(SquadAnswers.None);
        }

        var output = SquadText.Of(context.Output);
        var best = accepted.Max(answer => output.Tokens.F1(answer.Tokens));
        return new Finding(best >= threshold, best, string.Create(CultureInfo.InvariantCulture, $"F1 is {best:0.00}, the threshold {threshold:R}"));
    }
}
