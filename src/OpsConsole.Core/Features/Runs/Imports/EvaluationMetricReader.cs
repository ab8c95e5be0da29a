using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using static OpsConsole.Core.Features.Runs.Imports.ImportFields;

namespace OpsConsole.Core.Features.Runs.Imports;

/// <summary>One metric of Microsoft.Extensions.AI.Evaluation as an assertion's result. One without a verdict keeps its name and feeds no metric: it is no zero.</summary>
internal sealed class EvaluationMetricReader(ImportFields fields, string where)
{
    public AssertionResult Read(JsonProperty metric)
    {
        var interpretation = Member(metric.Value, "interpretation");
        var value = Member(metric.Value, "value");
        var reason = Text(Member(interpretation, "reason")) ?? Text(Member(metric.Value, "reason")) ?? Text(value) ?? "";
        var failure = Items(Member(metric.Value, "diagnostics")).FirstOrDefault(diagnostic => Text(Member(diagnostic, "severity")) == "error");
        if (failure.ValueKind == JsonValueKind.Object)
            return new AssertionResult(metric.Name, false, 0, Text(Member(failure, "message")) ?? reason, Fault: true);
        var failed = Flag(Member(interpretation, "failed"));
        var rating = Text(Member(interpretation, "rating"));
        if (rating != "inconclusive" && Score(rating, value, failed) is { } score)
            return new AssertionResult(metric.Name, failed is { } said ? !said : score >= 0.5, score, reason, metric.Name);
        if (rating != "inconclusive" && value is { ValueKind: JsonValueKind.Number } or { ValueKind: JsonValueKind.String })
            fields.Fault($"{where}, metric {metric.Name}", $"{Text(value)} has no rating and is no number from 0 to 1: it cannot be told whether it is good");
        return new AssertionResult(metric.Name, false, 0, reason.Length > 0 ? reason : rating is null ? "The metric has no value." : $"The metric is {rating}.", Fault: true);
    }

    // The library's own rating, on whatever scale the metric is; without one, a truth or a share speaks for itself.
    private static double? Score(string? rating, JsonElement? value, bool? failed) => rating switch
    {
        "unacceptable" => 0,
        "poor" => 0.25,
        "average" => 0.5,
        "good" => 0.75,
        "exceptional" => 1,
        _ when Flag(value) is { } truth => truth ? 1 : 0,
        _ when value is { ValueKind: JsonValueKind.Number } number && number.TryGetDouble(out var share) && share is >= 0 and <= 1 => share,
        _ when failed is { } known && value is not null => known ? 0 : 1,
        _ => null,
    };
}
