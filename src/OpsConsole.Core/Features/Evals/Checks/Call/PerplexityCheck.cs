using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Checks.Call;

/// <summary>
/// How surprised the model was by its own answer: e to the negative mean log probability of its tokens. <c>perplexity</c> is at most the threshold;
/// <c>perplexity-score</c>, 1 / (1 + perplexity), is at least it. Without a threshold it is only reported.
/// </summary>
internal sealed class PerplexityCheck(double? threshold, bool asScore) : IPlainCheck
{
    public static Result<ICheck> Compile(JsonElement? value, double? threshold, bool asScore) =>
        threshold is < 0 || (asScore && threshold > 1)
            ? AssertionErrors.Threshold(asScore ? "the threshold is a score from 0 to 1" : "the threshold is a perplexity, 0 or more")
            : new PerplexityCheck(threshold, asScore);

    public Finding Evaluate(AssertionContext context)
    {
        if (context.MeanLogProb is not { } mean)
        {
            return Finding.Faulted("the perplexity is unknown: the provider reports no log probabilities");
        }

        var perplexity = Math.Exp(-mean);
        var score = 1 / (1 + perplexity);
        var limit = threshold is { } given ? string.Create(CultureInfo.InvariantCulture, $", the threshold {given:R}") : "";
        return asScore
            ? Finding.Scored(!(score < threshold), score, string.Create(CultureInfo.InvariantCulture, $"the perplexity score is {score:0.00}{limit}"))
            : Finding.Of(!(perplexity > threshold), string.Create(CultureInfo.InvariantCulture, $"the perplexity is {perplexity:0.00}{limit}"));
    }
}
