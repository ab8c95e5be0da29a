using System.Text.Json;
using System.Text.RegularExpressions;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Wording;

/// <summary>The pattern, with JavaScript's meaning, matches anywhere in the output.</summary>
internal sealed class RegexCheck(Regex regex, string pattern) : IPlainCheck
{
    private readonly string _matches = $"matches {Quote.Of(pattern)}";
    private readonly string _differs = $"does not match {Quote.Of(pattern)}";

    public static Result<ICheck> Compile(JsonElement? value, double? threshold)
    {
        if (value is not { ValueKind: JsonValueKind.String } given || given.GetString() is not { Length: > 0 } pattern)
        {
            return AssertionErrors.Value("the value must be a pattern that is not empty");
        }

        var regex = SafeRegex.Compile(pattern);
        return regex.IsOk ? new RegexCheck(regex.Value, pattern) : regex.Error;
    }

    public Finding Evaluate(AssertionContext context)
    {
        try
        {
            var matches = regex.IsMatch(context.Output);
            return Finding.Of(matches, matches ? _matches : _differs);
        }
        catch (RegexMatchTimeoutException)
        {
            return Finding.Faulted($"the pattern {Quote.Of(pattern)} did not finish within {SafeRegex.Timeout.TotalSeconds:0} s on this output ({context.Output.Length} characters)");
        }
    }
}
