using System.Globalization;
using Microsoft.Extensions.AI.Evaluation;

namespace OpsConsole.Core.Features.Evals.Evaluators;

/// <summary>One metric read as pass and score. The assertion's threshold decides before the evaluator's own interpretation; without either a number says nothing.</summary>
internal sealed record MetricVerdict(bool Pass, double Score, string Words, string? Fault = null)
{
    public static MetricVerdict Of(EvaluationMetric metric, EvaluatorOptions options, double? threshold)
    {
        if (metric.Diagnostics?.FirstOrDefault(diagnostic => diagnostic.Severity == EvaluationDiagnosticSeverity.Error) is { } error)
        {
            return Faulted($"{metric.Name}: {error.Message}");
        }

        if (metric.Interpretation is { Rating: EvaluationRating.Inconclusive } open)
        {
            return Faulted($"{metric.Name} is inconclusive{(open.Reason is null ? "" : $": {open.Reason}")}");
        }

        double? score = metric switch
        {
            BooleanMetric { Value: { } truth } => truth ? 1 : 0,
            NumericMetric { Value: { } number } => (number - options.Minimum) / (options.Maximum - options.Minimum),
            _ => Rated(metric.Interpretation),
        };
        if (score is not { } known || !double.IsFinite(known))
        {
            return Faulted($"{metric.Name} has no value that is a number");
        }

        var value = Math.Clamp(known, 0, 1);
        bool? pass = threshold is { } limit ? value >= limit : metric.Interpretation is { } interpretation ? !interpretation.Failed : metric is BooleanMetric ? value > 0 : null;
        return pass is { } decided
            ? new MetricVerdict(decided, value, Describe(metric, value))
            : Faulted($"{metric.Name} is {Describe(metric, value)}, and neither the evaluator nor a threshold says whether that passes");
    }

    private static MetricVerdict Faulted(string reason) => new(false, 0, "", reason);

    private static double? Rated(EvaluationMetricInterpretation? interpretation) => interpretation?.Rating switch
    {
        EvaluationRating.Unacceptable => 0,
        EvaluationRating.Poor => 0.25,
        EvaluationRating.Average => 0.5,
        EvaluationRating.Good => 0.75,
        EvaluationRating.Exceptional => 1,
        EvaluationRating.Unknown or EvaluationRating.Inconclusive or null => null,
        _ => null,
    };

    private static string Describe(EvaluationMetric metric, double score)
    {
        var value = metric switch
        {
            BooleanMetric boolean => boolean.Value == true ? "true" : "false",
            NumericMetric { Value: { } number } => number.ToString("0.###", CultureInfo.InvariantCulture),
            StringMetric text => text.Value ?? "",
            _ => score.ToString("0.00", CultureInfo.InvariantCulture),
        };
        return (metric.Interpretation?.Reason ?? metric.Reason) is { Length: > 0 } reason ? $"{metric.Name} {value}: {reason}" : $"{metric.Name} {value}";
    }
}
