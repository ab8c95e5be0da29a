using System.Globalization;
using System.Text.Json;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;

namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>A check that asks a judge. Where the judge gives no usable answer there is no verdict: neither a pass nor a zero.</summary>
internal sealed class GradedCheck(GradedType type, Assertion assertion, IReadOnlyList<string> value) : ICheck
{
    public static Result<ICheck> Compile(Assertion assertion)
    {
        var type = GradedTypes.Find(AssertionTypes.Positive(assertion.Type))!;
        if (type.Name == GradedTypes.SelectBest)
            return SelectBestCheck.Compile(assertion);
        if (type.Name == GradedTypes.Similar)
            return SimilarCheck.Compile(assertion);
        if (assertion.Threshold is < 0 or > 1)
            return AssertionErrors.Threshold("the threshold is a score from 0 to 1");
        if (JudgeRef.Fault(assertion.Judge) is { } judge)
            return AssertionErrors.Value(judge);
        var value = Texts(assertion.Value);
        if (!value.IsOk)
            return value.Error;
        if (type.Uses(Material.Rubric) && value.Value.Count == 0)
            return AssertionErrors.Value($"{assertion.Type} needs a value: what the output is judged by");
        return new GradedCheck(type, assertion, value.Value);
    }

    public async ValueTask<Finding> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        var material = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var need in type.Needs)
        {
            if (Of(need, context) is { Length: > 0 } text)
                material.Add(JudgeMaterial.Name(need), text);
            else if (Lacking(need) is { } lacking)
                return Finding.Faulted(lacking);
        }

        if (context.Judges is not { } panel)
            return Finding.NotJudged(assertion.Judge, "no judge can be asked here");
        var reply = await panel.AskAsync(new JudgeQuestion(type.Name, assertion.Judge, type.Shape!.Value, material), cancellationToken);
        if (reply.Opinion is not { } opinion)
            return Finding.NotJudged(reply.Judge, reply.Fault ?? "the judge gave no answer");

        var limit = assertion.Threshold ?? type.Limit;
        var holds = (type.Limit is null ? opinion.Pass ?? true : true) && (limit is not { } least || opinion.Score >= least);
        var fact = limit is { } shown ? string.Create(CultureInfo.InvariantCulture, $"score {opinion.Score:0.00}, the threshold {shown:R}: {opinion.Reason}") : opinion.Reason;
        return Finding.Scored(holds, opinion.Score, fact) with { Judge = reply.Judge };
    }

    private string Of(Material need, AssertionContext context) => need switch
    {
        Material.Question => JudgeMaterial.Question(context),
        Material.Output => context.Output.Length > 0 ? context.Output : "(the output is empty)",
        Material.Expected => string.Join("\n---\n", !type.Uses(Material.Rubric) && value.Count > 0 ? value : context.Expected),
        Material.Context => JudgeMaterial.Variable(context, "context"),
        Material.Rubric => string.Join('\n', value),
    };

    // What the type is about has to be there; what only helps the judge may be missing.
    private string? Lacking(Material need) => need switch
    {
        Material.Context => "the case sets no variable “context”",
        Material.Expected when !type.Uses(Material.Rubric) => "the assertion has no value and the case no expected answer",
        Material.Question or Material.Output or Material.Expected or Material.Rubric => null,
    };

    internal static Result<IReadOnlyList<string>> Texts(JsonElement? value)
    {
        switch (value?.ValueKind)
        {
            case null or JsonValueKind.Null or JsonValueKind.Undefined:
                return Result.From<IReadOnlyList<string>>([]);
            case JsonValueKind.String:
                return Result.From<IReadOnlyList<string>>(string.IsNullOrWhiteSpace(value.Value.GetString()) ? [] : [value.Value.GetString()!]);
            case JsonValueKind.Number:
                return Result.From<IReadOnlyList<string>>([value.Value.GetRawText()]);
            case JsonValueKind.Array when value.Value.EnumerateArray().All(item => item.ValueKind is JsonValueKind.String or JsonValueKind.Number):
                return Result.From<IReadOnlyList<string>>([.. value.Value.EnumerateArray().Select(item => item.ToString())]);
            default:
                return AssertionErrors.Value("the value must be a text or a list of texts");
        }
    }
}
