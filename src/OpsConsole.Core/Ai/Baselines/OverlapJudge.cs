using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace OpsConsole.Core.Ai.Baselines;

/// <summary>
/// A judge that reads no meaning: it compares the words of what it is shown, without function words and plurals. The score is the F1 of distinct words against the expected
/// answer (Rajpurkar et al. 2016), without one the share of the rubric's or the question's words that the output has; a statement is supported when at least
/// <see cref="Supported"/> of its words stand in the context. The floor that a real judge's agreement with people must beat.
/// </summary>
internal static partial class OverlapJudge
{
    private const double Supported = 0.7;
    private const double Passing = 0.5;

    /// <exception cref="ArgumentException">The prompt holds no material between tags.</exception>
    public static string Answer(ReadingTask task)
    {
        var material = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Match match in Tagged().Matches(task.AllText))
            material.TryAdd(match.Groups["name"].Value, match.Groups["text"].Value);
        if (material.Count == 0)
            throw new ArgumentException("The baseline 'overlap-judge' found nothing to judge. It is asked by model-graded assertions, whose material stands between tags.");

        var statements = Statements(material);
        var (score, reason) = Score(material);
        return JsonSerializer.Serialize(new { reason, pass = score >= Passing, score, category = Category(material), statements, winner = Winner(material) });
    }

    private static (double Score, string Reason) Score(Dictionary<string, string> material)
    {
        var output = material.GetValueOrDefault("output", "");
        if (material.TryGetValue("expected", out var expected))
            return Said(F1(output, expected), "F1 of the words shared with the expected answer");
        var wanted = material.GetValueOrDefault("rubric") ?? material.GetValueOrDefault("question") ?? "";
        return Said(Recall(wanted, output), material.ContainsKey("rubric") ? "share of the rubric's words that the output has" : "share of the question's words that the output has");
    }

    private static IEnumerable<object> Statements(Dictionary<string, string> material)
    {
        var context = material.GetValueOrDefault("context", "");
        var (claims, evidence) = material.TryGetValue("output", out var output) ? (output, context)
            : material.TryGetValue("expected", out var expected) ? (expected, context)
            : (context, material.GetValueOrDefault("question", ""));
        return SentenceSplitter.Split(claims).Select(sentence => new { statement = sentence, supported = Recall(sentence, evidence) >= Supported });
    }

    private static string Category(Dictionary<string, string> material)
    {
        var (output, expected) = (material.GetValueOrDefault("output", ""), material.GetValueOrDefault("expected", ""));
        var (covers, within) = (Recall(expected, output), Recall(output, expected));
        return (covers >= Supported, within >= Supported) switch
        {
            (true, true) => "C",
            (true, false) => "B",
            (false, true) => "A",
            (false, false) => "D",
        };
    }

    private static string Winner(Dictionary<string, string> material)
    {
        var wanted = material.GetValueOrDefault("expected") ?? material.GetValueOrDefault("rubric", "");
        var (first, second) = (Recall(wanted, material.GetValueOrDefault("output_a", "")), Recall(wanted, material.GetValueOrDefault("output_b", "")));
        return first > second ? "A" : second > first ? "B" : "tie";
    }

    private static (double Score, string Reason) Said(double score, string what) => (score, string.Create(CultureInfo.InvariantCulture, $"{what}: {score:0.00}"));

    /// <summary>Share of the first text's distinct words that stand in the second; 0 where it has none.</summary>
    private static double Recall(string of, string within)
    {
        var words = Words.ContentTerms(of).ToHashSet(StringComparer.Ordinal);
        return words.Count == 0 ? 0 : (double)words.Intersect(Words.ContentTerms(within), StringComparer.Ordinal).Count() / words.Count;
    }

    private static double F1(string output, string expected)
    {
        var (precision, recall) = (Recall(output, expected), Recall(expected, output));
        return precision + recall > 0 ? 2 * precision * recall / (precision + recall) : 0;
    }

    [GeneratedRegex(@"<(?<name>[a-z_]+)-(?<mark>[0-9a-f]{12})>\n(?<text>.*?)\n</\k<name>-\k<mark>>", RegexOptions.Singleline | RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Tagged();
}
