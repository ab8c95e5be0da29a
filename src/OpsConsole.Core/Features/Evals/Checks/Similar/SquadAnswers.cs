using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Text;

namespace OpsConsole.Core.Features.Evals.Checks.Similar;

/// <summary>The accepted answers of <c>f1</c> and <c>exact-match</c>: the assertion's own, or the case's when the assertion has no value.</summary>
internal sealed class SquadAnswers(SquadText[]? own)
{
    public const string None = "there is no accepted answer: the assertion has no value and the case no expected answer";

    public static Result<SquadAnswers> Compile(JsonElement? value)
    {
        switch (value)
        {
            case null or { ValueKind: JsonValueKind.Null }:
                return new SquadAnswers(null);
            case { ValueKind: JsonValueKind.String or JsonValueKind.Number } one:
                return new SquadAnswers([SquadText.Of(JsonText.Of(one))]);
            case { ValueKind: JsonValueKind.Array } list when list.GetArrayLength() > 0:
                return new SquadAnswers([.. list.EnumerateArray().Select(answer => SquadText.Of(JsonText.Of(answer)))]);
            default:
                return AssertionErrors.Value("the value must be an answer or a list of answers, or be left out to use the case's expected answers");
        }
    }

    public IReadOnlyList<SquadText> For(AssertionContext context) => own ?? [.. context.Expected.Select(SquadText.Of)];
}
