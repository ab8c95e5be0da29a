using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary>GLEU (Wu et al. 2016, "Google's neural machine translation system"): over all runs of 1 to 4 words, the smaller of precision and recall; the best over the references.</summary>
internal sealed class GleuCheck(IReadOnlyList<string> references, double threshold) : IPlainCheck
{
    private readonly NGrams[] _references = [.. references.Select(text => new NGrams(References.WordsWithoutStops(text)))];

    public static Result<ICheck> Compile(JsonElement? value, double? threshold) =>
        References.Compile(value, threshold, (texts, limit) => new GleuCheck(texts, limit));

    public Finding Evaluate(AssertionContext context)
    {
        var output = new NGrams(References.WordsWithoutStops(context.Output));
        var score = _references.Max(reference => Score(output, reference));
        return Finding.Scored(score >= threshold, score, string.Create(CultureInfo.InvariantCulture, $"GLEU is {score:0.00}, the threshold {threshold:R}"));
    }

    private static double Score(NGrams output, NGrams reference)
    {
        int shared = 0, given = 0, wanted = 0;
        for (var n = 1; n <= NGrams.Longest; n++)
        {
            shared += output.Shared(n, reference);
            given += output.Total(n);
            wanted += reference.Total(n);
        }

        // Precision and recall share their numerator, so the smaller one has the larger denominator.
        return shared == 0 ? 0 : (double)shared / Math.Max(given, wanted);
    }
}
