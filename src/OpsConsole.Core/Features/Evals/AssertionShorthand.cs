using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals;

/// <summary>
/// The short form that a CSV column <c>__expected</c> holds: <c>contains: x</c>, <c>levenshtein(3): x</c>, <c>contains-any(a, b)</c>, <c>is-json</c>,
/// <c>not-…</c>; any other text is the answer itself (<c>equals</c>). A name that is known but not evaluated, or nearly a known one, is refused.
/// </summary>
public static partial class AssertionShorthand
{
    private static readonly string[] ForeignPrefixes = ["python:", "ruby:", "grade:", "file://"];

    /// <summary>promptfoo's older names of <c>javascript:</c>.</summary>
    private static readonly string[] ScriptPrefixes = ["fn:", "eval:"];

    public static Result<Assertion> Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return AssertionErrors.Shape("the short form is empty");
        }

        if (ForeignPrefixes.FirstOrDefault(prefix => trimmed.StartsWith(prefix, StringComparison.Ordinal)) is { } foreign)
        {
            return Error.Invalid("assertions.unsupported-type", $"“{foreign}” assertions are not evaluated here; write “equals: {foreign}…” if the text itself is the answer");
        }

        if (ScriptPrefixes.FirstOrDefault(prefix => trimmed.StartsWith(prefix, StringComparison.Ordinal)) is { } script)
        {
            trimmed = $"javascript:{trimmed[script.Length..]}";
        }

        if (Metric().Match(trimmed) is { Success: true } metric)
        {
            return AssertionErrors.UnknownType(metric.Value, AssertionTypes.All);
        }

        var head = Head().Match(trimmed);
        if (!head.Success)
        {
            return Plain(text);
        }

        var (type, rest) = (head.Groups["type"].Value, trimmed[head.Length..]);
        if (AssertionTypes.IsKnown(type))
        {
            return Known(type, rest);
        }

        // The answer “Cost: 5 €” or “pi” is no assertion: only a head that is followed by its mark, or that could hardly be prose, is taken for a mistake.
        var marked = rest.Length > 0;
        var mistaken = marked && (AssertionTypes.IsUnsupported(type) || (type.Length >= 5 && AssertionTypes.Nearest(type, AssertionTypes.All) is not null));
        return mistaken || (AssertionTypes.IsUnsupported(type) && type.Contains('-', StringComparison.Ordinal)) ? AssertionErrors.UnknownType(type, AssertionTypes.All) : Plain(text);
    }

    private static Result<Assertion> Known(string type, string rest)
    {
        if (type == AssertionTypes.Set)
        {
            return AssertionErrors.Shape($"an {AssertionTypes.Set} has no short form");
        }

        double? threshold = null;
        string? value = null;
        if (rest.StartsWith('('))
        {
            var inner = Argument().Match(rest);
            if (inner.Success)
            {
                threshold = double.Parse(inner.Groups["number"].ValueSpan, CultureInfo.InvariantCulture);
                rest = rest[inner.Length..];
            }
            else if (rest.EndsWith(')'))
            {
                (value, rest) = (rest[1..^1], "");
            }
            else
            {
                return AssertionErrors.Shape($"the bracket after {type} does not close");
            }
        }

        rest = rest.TrimStart();
        if (rest.StartsWith(':'))
        {
            value = rest[1..].Trim();
        }
        else if (rest.Length > 0)
        {
            return AssertionErrors.Shape($"after {type} a “:” is expected, not {rest[0]}");
        }

        // These compare a number: “latency: 800” says the same as “latency(800)”. A number of words is a value in promptfoo's files.
        if (threshold is null && value is not null && IsLimit(type))
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
            {
                return AssertionErrors.Threshold($"{type} needs a number, not “{value}”");
            }

            (threshold, value) = (limit, null);
        }

        if (type is "word-count" or "not-word-count" && value is null && threshold is { } count)
        {
            (threshold, value) = (null, count.ToString("R", CultureInfo.InvariantCulture));
        }

        return new Assertion { Type = type, Threshold = threshold, Value = string.IsNullOrEmpty(value) ? null : JsonSerializer.SerializeToElement(value) };
    }

    private static Assertion Plain(string text) => new() { Type = "equals", Value = JsonSerializer.SerializeToElement(text) };

    private static bool IsLimit(string type) => AssertionTypes.Positive(type) is "latency" or "cost" or "perplexity" or "perplexity-score" or "grounded";

    // A name, then its end, a bracket or a colon: what else follows makes it a sentence.
    [GeneratedRegex(@"\A(?<type>(not-)?[a-z][a-z0-9]*(-[a-z0-9]+)*)(?=\z|\(|\s*:)", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    // Only where a value follows: “similar:dot” alone asks for the text “dot”.
    [GeneratedRegex(@"\A(not-)?similar:(cosine|dot|euclidean)(?=\(|\s*:)", RegexOptions.CultureInvariant)]
    private static partial Regex Metric();

    [GeneratedRegex(@"\A\(\s*(?<number>[0-9]+(\.[0-9]+)?)\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Argument();
}
