using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Wording;

/// <summary>The output is the value, to the character; a list or an object is compared as JSON, whatever its spacing and the order of its keys.</summary>
internal sealed class EqualsCheck(string? text, JsonElement json) : IPlainCheck
{
    private readonly string _differs = $"is not {Quote.Of(text ?? json.GetRawText())}";
    private readonly string _equals = $"equals {Quote.Of(text ?? json.GetRawText())}";

    public static Result<ICheck> Compile(JsonElement? value, double? threshold) => value switch
    {
        null => AssertionErrors.Value("equals needs a value"),
        { ValueKind: JsonValueKind.Array or JsonValueKind.Object or JsonValueKind.Null } => new EqualsCheck(null, value.Value),
        _ => new EqualsCheck(JsonText.Of(value.Value), value.Value),
    };

    public Finding Evaluate(AssertionContext context)
    {
        var equal = text is null ? EqualsJson(context.Output) : string.Equals(text, context.Output, StringComparison.Ordinal);
        return Finding.Of(equal, equal ? _equals : _differs);
    }

    private bool EqualsJson(string output)
    {
        using var document = StrictJson.TryParse(output, out _);
        return document is not null && JsonElement.DeepEquals(document.RootElement, json);
    }
}
