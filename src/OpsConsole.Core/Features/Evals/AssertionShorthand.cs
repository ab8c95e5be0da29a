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
    private static readonly string[] ScriptPrefixes = ["javascript:", "fn:", "eval:", "python:", "grade:", "file://"];

    public static Result<Assertion> Parse(string text)
    {
        var trimmed = text.Trim();
        if (trimmed.Length == 0)
        {
            return AssertionErrors.Shape("the short form is empty");
        }

        if (ScriptPrefixes.FirstOrDefault(prefix => trimmed.StartsWith(prefix, StringComparison.Ordinal)) is { } script)
        {
            return Error.Invalid("assertions.unsupported-type", $"“{script}” assertions are not evaluated here; write “equals: {script}…” if the text itself is the answer");
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

        // latency and cost compare a number: “latency: 800” says the same as “latency(800)”.
        if (threshold is null && value is not null && IsLimit(type))
        {
            if (!double.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
            {
                return AssertionErrors.Threshold($"{type} needs a number, not “{value}”");
            }

            (threshold, value) = (limit, null);
        }

        return new Assertion { Type = type, Threshold = threshold, Value = string.IsNullOrEmpty(value) ? null : JsonSerializer.SerializeToElement(value) };
    }

    private static Assertion Plain(string text) => new() { Type = "equals", Value = JsonSerializer.SerializeToElement(text) };

    private static bool IsLimit(string type) => type is "latency" or "cost" or "not-latency" or "not-cost";

    // A name, then its end, a bracket or a colon: what else follows makes it a sentence.
    [GeneratedRegex(@"\A(?<type>(not-)?[a-z][a-z0-9]*(-[a-z0-9]+)*)(?=\z|\(|\s*:)", RegexOptions.CultureInvariant)]
    private static partial Regex Head();

    [GeneratedRegex(@"\A\(\s*(?<number>[0-9]+(\.[0-9]+)?)\s*\)", RegexOptions.CultureInvariant)]
    private static partial Regex Argument();
}
