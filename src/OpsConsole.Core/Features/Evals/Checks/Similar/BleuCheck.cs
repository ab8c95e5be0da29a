using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary>
/// BLEU-4 (Papineni et al. 2002) of one sentence, as promptfoo computes it: the geometric mean of the clipped precisions of runs of 1 to 4 words, a
/// precision of 0 smoothed to 10⁻⁷, times the penalty for a text shorter than the reference nearest in length. Orders longer than the output are left out.
/// </summary>
internal sealed class BleuCheck(IReadOnlyList<string> references, double threshold) : IPlainCheck
{
    private const double Smallest = 1e-7;

    private readonly NGrams[] _references = [.. references.Select(text => new NGrams(References.Words(text)))];

    public static Result<ICheck> Compile(JsonElement? value, double? threshold) =>
        References.Compile(value, threshold, (texts, limit) => new BleuCheck(texts, limit));

    public Finding Evaluate(AssertionContext context)
    {
        var score = Score(new NGrams(References.Words(context.Output)));
        return Finding.Scored(score >= threshold, score, string.Create(CultureInfo.InvariantCulture, $"BLEU is {score:0.00}, the threshold {threshold:R}"));
    }

    private double Score(NGrams output)
    {
        var length = output.Words.Length;
        if (length == 0)
        {
            return 0;
        }

        double logs = 0;
        var orders = Math.Min(NGrams.Longest, length);
        for (var n = 1; n <= orders; n++)
        {
            var shared = 0;
            foreach (var reference in _references)
            {
                shared = Math.Max(shared, output.Shared(n, reference));
            }

            logs += Math.Log(Math.Max((double)shared / output.Total(n), Smallest));
        }

        var nearest = _references.MinBy(reference => Math.Abs(reference.Words.Length - length))!.Words.Length;
        var penalty = length > nearest ? 1 : Math.Exp(1 - ((double)nearest / length));
        return penalty * Math.Exp(logs / orders);
    }
}
