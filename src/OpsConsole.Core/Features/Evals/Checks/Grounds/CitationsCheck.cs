using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Grounds;

/// <summary>
/// <c>citations-valid</c>: every mark such as <c>[1]</c>, <c>[2, 3]</c>, <c>[1-3]</c> or <c>[doc-id]</c> in the output names a source that there is, and there is at
/// least one. The score is the share of marks that do.
/// </summary>
internal sealed partial class CitationsCheck(Assertion assertion, string variable, bool required, double threshold) : IPlainCheck
{
    private const int LongestRange = 1000;

    public static Result<ICheck> Compile(Assertion assertion)
    {
        var options = new CheckOptions(assertion.Config);
        var check = new CitationsCheck(assertion, options.Text("variable", ""), options.Flag("required", true), assertion.Threshold ?? 1);
        return options.Fault is { } fault ? fault
            : assertion.Threshold is < 0 or > 1 ? AssertionErrors.Threshold("the threshold is the share of citations that must be valid, from 0 to 1")
            : check;
    }

    public Finding Evaluate(AssertionContext context)
    {
        if (ContextText.Find(context, assertion.Value, variable) is not { } source)
        {
            return Finding.Faulted($"there are no sources to compare with: {ContextText.Missing(variable)}");
        }

        var known = SourceIds.Of(source);
        if (known.Count == 0)
        {
            return Finding.Faulted("the sources have no ids: give a list, an object by id, or a text with marks such as [1]");
        }

        var cited = Cited(context.Output, known).Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (cited.Count == 0)
        {
            return Finding.Of(!required, "cites nothing");
        }

        var unknown = cited.Where(id => !known.Contains(id)).ToList();
        var share = 1 - ((double)unknown.Count / cited.Count);
        return Finding.Scored(
            share >= threshold,
            share,
            unknown.Count == 0
                ? $"cites {Quote.List(cited)}, all of them sources"
                : string.Create(CultureInfo.InvariantCulture, $"cites {Quote.List(unknown)}, which {(unknown.Count == 1 ? "is no source" : "are no sources")} ({known.Count} known)"));
    }

    /// <summary>Marks that are citations: numbers, known ids, and what looks like an id. <c>[sic]</c>, <c>[x]</c> and the text of a link are none.</summary>
    private static IEnumerable<string> Cited(string output, IReadOnlySet<string> known)
    {
        foreach (Match mark in Mark().Matches(output))
        {
            var end = mark.Index + mark.Length;
            if (end < output.Length && output[end] is '(' or ':')
            {
                continue;
            }

            foreach (var part in mark.Groups[1].Value.Split([',', ';'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                var id = part.TrimStart('^', '#');
                if (known.Contains(id))
                {
                    yield return id;
                }
                else if (Range().Match(id) is { Success: true } range)
                {
                    var (from, to) = (int.Parse(range.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(range.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
                    for (var number = from; number <= to && number < from + LongestRange; number++)
                    {
                        yield return number.ToString(CultureInfo.InvariantCulture);
                    }
                }
                else if (Id().IsMatch(id))
                {
                    yield return id;
                }
            }
        }
    }

    [GeneratedRegex(@"\[([^\[\]\n]{1,100})\]", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Mark();

    [GeneratedRegex(@"\A([0-9]{1,6}) ?[-–] ?([0-9]{1,6})\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Range();

    [GeneratedRegex(@"\A([0-9]{1,6}|[A-Za-z][\w.:/#-]*[0-9_:/#-][\w.:/#-]*)\z", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex Id();
}
