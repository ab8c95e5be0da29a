using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Wording;

internal sealed class StartsWithCheck(string prefix) : IPlainCheck
{
    private readonly string _starts = $"starts with {Quote.Of(prefix)}";
    private readonly string _differs = $"does not start with {Quote.Of(prefix)}";

    public static Result<ICheck> Compile(JsonElement? value, double? threshold) =>
        value is { ValueKind: JsonValueKind.String } given && given.GetString() is { Length: > 0 } prefix
            ? new StartsWithCheck(prefix)
            : AssertionErrors.Value("the value must be a text that is not empty");

    public Finding Evaluate(AssertionContext context)
    {
        var starts = context.Output.StartsWith(prefix, StringComparison.Ordinal);
        return Finding.Of(starts, starts ? _starts : _differs);
    }
}
