using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary>The edit distance (insert, delete, replace; in UTF-16 units, as promptfoo counts) to the value is at most the threshold, 5 by default.</summary>
internal sealed class LevenshteinCheck(string text, double threshold) : IPlainCheck
{
    public const double DefaultThreshold = 5;

    /// <summary>Time grows with the product of both lengths: this many characters a side take about a tenth of a second.</summary>
    public const int MaxLength = 10_000;

    public static Result<ICheck> Compile(JsonElement? value, double? threshold)
    {
        if (value is not { ValueKind: JsonValueKind.String } given)
        {
            return AssertionErrors.Value("the value must be a text");
        }

        return threshold is < 0
            ? AssertionErrors.Threshold("the threshold is a number of edits, 0 or more")
            : new LevenshteinCheck(given.GetString()!, threshold ?? DefaultThreshold);
    }

    public Finding Evaluate(AssertionContext context)
    {
        var output = context.Output;
        var atLeast = Math.Abs(output.Length - text.Length);
        if (atLeast > threshold)
        {
            return Finding.Of(false, $"the edit distance is at least {atLeast}, the limit {threshold:R}");
        }

        if (Math.Max(output.Length, text.Length) > MaxLength)
        {
            return Finding.Faulted($"too long for levenshtein: {output.Length} and {text.Length} characters, the limit is {MaxLength}");
        }

        var distance = EditDistance.Between(output, text);
        return Finding.Of(distance <= threshold, $"the edit distance is {distance}, the limit {threshold:R}");
    }
}
