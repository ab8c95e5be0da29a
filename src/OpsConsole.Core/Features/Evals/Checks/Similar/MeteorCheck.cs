using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary>
/// METEOR (Banerjee and Lavie 2005; weights of Lavie and Agarwal 2007) with its exact and its stem stage; the synonym stage needs WordNet, which is not
/// here. The best over the references.
/// </summary>
internal sealed class MeteorCheck(IReadOnlyList<string> references, double threshold) : IPlainCheck
{
    private const double Alpha = 0.9;
    private const double Beta = 3;
    private const double Gamma = 0.5;

    /// <summary>Time grows with the product of both lengths.</summary>
    private const int MostWords = 5_000;

    private readonly string[][] _references = [.. references.Select(References.WordsWithoutStops)];

    public static Result<ICheck> Compile(JsonElement? value, double? threshold) =>
        References.Compile(value, threshold, (texts, limit) => new MeteorCheck(texts, limit));

    public Finding Evaluate(AssertionContext context)
    {
        var output = References.WordsWithoutStops(context.Output);
        if (output.Length > MostWords || _references.Any(words => words.Length > MostWords))
        {
            return Finding.Faulted($"too long for meteor: the limit is {MostWords} words");
        }

        var score = _references.Max(reference => Score(output, reference));
        return Finding.Scored(score >= threshold, score, string.Create(CultureInfo.InvariantCulture, $"METEOR is {score:0.00}, the threshold {threshold:R}"));
    }

    private static double Score(string[] output, string[] reference)
    {
        var partners = Align(output, reference);
        var matches = partners.Count(partner => partner >= 0);
        if (matches == 0)
        {
            return 0;
        }

        var precision = (double)matches / output.Length;
        var recall = (double)matches / reference.Length;
        var mean = precision * recall / ((Alpha * precision) + ((1 - Alpha) * recall));
        var penalty = Gamma * Math.Pow((double)Chunks(partners) / matches, Beta);
        return mean * (1 - penalty);
    }

    /// <summary>For each word of the output its partner in the reference, or −1; whole words first, then stems, from the end as NLTK pairs them.</summary>
    private static int[] Align(string[] output, string[] reference)
    {
        var partners = new int[output.Length];
        Array.Fill(partners, -1);
        var taken = new bool[reference.Length];
        Pair(output, reference, partners, taken);
        Pair([.. output.Select(PorterStemmer.Stem)], [.. reference.Select(PorterStemmer.Stem)], partners, taken);
        return partners;
    }

    private static void Pair(string[] output, string[] reference, int[] partners, bool[] taken)
    {
        for (var i = output.Length - 1; i >= 0; i--)
        {
            for (var j = reference.Length - 1; partners[i] < 0 && j >= 0; j--)
            {
                if (!taken[j] && output[i] == reference[j])
                {
                    (partners[i], taken[j]) = (j, true);
                }
            }
        }
    }

    /// <summary>Runs of words that stand side by side in both texts.</summary>
    private static int Chunks(int[] partners)
    {
        var chunks = 0;
        for (var i = 0; i < partners.Length; i++)
        {
            chunks += partners[i] >= 0 && (i == 0 || partners[i - 1] < 0 || partners[i] != partners[i - 1] + 1) ? 1 : 0;
        }

        return chunks;
    }
}
