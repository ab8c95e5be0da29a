using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Wording;

/// <summary><c>contains-all</c>, <c>contains-any</c> and their <c>i…</c> forms; the value is a list, or a comma-separated text.</summary>
internal sealed class ContainsListCheck(IReadOnlyList<string> texts, bool all, bool ignoreCase) : IPlainCheck
{
    private readonly Needle[] _needles = [.. texts.Select(text => new Needle(text, ignoreCase))];
    private readonly string _allFound = $"contains all of {Quote.List(texts)}";
    private readonly string _noneFound = $"contains none of {Quote.List(texts)}";

    public static Result<ICheck> Compile(JsonElement? value, bool all, bool ignoreCase)
    {
        switch (value)
        {
            case { ValueKind: JsonValueKind.Array } list:
                return new ContainsListCheck([.. list.EnumerateArray().Select(JsonText.Of)], all, ignoreCase);
            case { ValueKind: JsonValueKind.String } text when text.GetString() is { Length: > 0 } words:
                var parts = CommaList.Parse(words);
                return parts.IsOk ? new ContainsListCheck(parts.Value, all, ignoreCase) : parts.Error;
            default:
                return AssertionErrors.Value("the value must be a list, or a comma-separated text that is not empty");
        }
    }

    public Finding Evaluate(AssertionContext context) => all ? All(context.Output) : Any(context.Output);

    private Finding All(string output)
    {
        List<string>? missing = null;
        foreach (var needle in _needles)
        {
            if (!needle.IsIn(output))
            {
                (missing ??= []).Add(needle.Text);
            }
        }

        return missing is null ? Finding.Of(true, _allFound) : Finding.Of(false, $"does not contain {Quote.List(missing)}");
    }

    private Finding Any(string output)
    {
        foreach (var needle in _needles)
        {
            if (needle.IsIn(output))
            {
                return Finding.Of(true, $"contains {Quote.Of(needle.Text)}");
            }
        }

        return Finding.Of(false, _noneFound);
    }
}
