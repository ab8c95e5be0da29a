using System.Text.RegularExpressions;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Evals.Text;

/// <summary>A pattern from a person that can never hang the console: linear time where the pattern allows it, one second at most where it does not.</summary>
internal static class SafeRegex
{
    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(1);

    public static Result<Regex> Compile(string pattern, bool ignoreCase = false)
    {
        var options = RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None);
        var translated = EcmaPattern.Translate(pattern);
        try
        {
            return new Regex(translated, options | RegexOptions.NonBacktracking, Timeout);
        }
        catch (NotSupportedException)
        {
            // Look-around, back-references, or too large an automaton: only the backtracking engine takes these.
            return new Regex(translated, options, Timeout);
        }
        catch (RegexParseException exception)
        {
            return AssertionErrors.Regex($"the pattern {Quote.Of(pattern)} is not a regular expression: {exception.Error} at character {exception.Offset + 1}");
        }
    }
}
