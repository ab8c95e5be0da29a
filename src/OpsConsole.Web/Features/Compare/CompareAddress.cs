using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Comparisons;

namespace OpsConsole.Web.Features.Compare;

/// <summary>A comparison as the address holds it: <c>?runs=412,409.1&amp;baseline=412.0&amp;d=2</c>.</summary>
internal static class CompareAddress
{
    public static Result<CompareRuns.Query> Read(string? runs, string? baseline, string? margin)
    {
        var choices = CandidateChoice.ParseAll(runs);
        if (!choices.IsOk)
            return choices.Error;

        CandidateChoice? pinned = null;
        if (!string.IsNullOrWhiteSpace(baseline))
        {
            var parsed = CandidateChoice.Parse(baseline.Trim());
            if (!parsed.IsOk)
                return parsed.Error;

            pinned = parsed.Value;
        }

        return new CompareRuns.Query(choices.Value, pinned, Margin(margin));
    }

    public static string Of(IEnumerable<string> choices) => $"/compare?runs={string.Join(',', choices)}";

    // What is no number is refused as a margin, by the use case that knows the limits.
    private static double Margin(string? text) => string.IsNullOrWhiteSpace(text) ? CompareRuns.DefaultMargin
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var points) ? points / 100
        : double.NaN;
}
