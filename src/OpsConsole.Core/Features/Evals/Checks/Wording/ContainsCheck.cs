using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Wording;

/// <summary><c>contains</c> and <c>icontains</c>.</summary>
internal sealed class ContainsCheck(string text, bool ignoreCase) : IPlainCheck
{
    private readonly Needle _needle = new(text, ignoreCase);
    private readonly string _found = $"contains {Quote.Of(text)}";
    private readonly string _missing = $"does not contain {Quote.Of(text)}";

    public static Result<ICheck> Compile(JsonElement? value, bool ignoreCase)
    {
        if (value is not { ValueKind: JsonValueKind.String or JsonValueKind.Number } given || JsonText.Of(given) is not { Length: > 0 } text)
        {
            return AssertionErrors.Value("the value must be a text that is not empty, or a number");
        }

        return new ContainsCheck(text, ignoreCase);
    }

    public Finding Evaluate(AssertionContext context)
    {
        var found = _needle.IsIn(context.Output);
        return Finding.Of(found, found ? _found : _missing);
    }
}
