using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary><c>rouge-n</c> as promptfoo runs it: ROUGE-1, the F1 of shared words without regard to case (Lin 2004, "ROUGE: a package for automatic evaluation of summaries").</summary>
internal sealed class RougeCheck(string reference, double threshold) : IPlainCheck
{
    public const double DefaultThreshold = 0.75;

    private readonly TokenBag _reference = TokenBag.OfWords(reference);

    public static Result<ICheck> Compile(JsonElement? value, double? threshold)
    {
        if (value is not { ValueKind: JsonValueKind.String } given || given.GetString() is not { Length: > 0 } reference)
        {
            return AssertionErrors.Value("the value must be a text that is not empty");
        }

        return threshold is < 0 or > 1
            ? AssertionErrors.Threshold("the threshold is a score from 0 to 1")
            : new RougeCheck(reference, threshold ?? DefaultThreshold);
    }

    public Finding Evaluate(AssertionContext context)
    {
        var score = TokenBag.OfWords(context.Output).F1(_reference);
        return new Finding(score >= threshold, score, string.Create(CultureInfo.InvariantCulture, $"ROUGE-1 is {score:0.00}, the threshold {threshold:R}"));
    }
}
