using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;

namespace OpsConsole.Core.Features.Evals.Evaluators;

/// <summary>
/// An evaluator as an assertion. It passes when every metric that counts passes; the score is their mean. An error among the diagnostics, a metric without a
/// value or without a verdict is a fault: never a pass, and never a judgement on the answer.
/// </summary>
internal sealed class EvaluatorCheck(IEvaluator evaluator, EvaluatorOptions options, Assertion assertion) : ICheck
{
    public static Result<ICheck> Compile(IEvaluator evaluator, EvaluatorOptions options, Assertion assertion)
    {
        if (assertion.Threshold is < 0 or > 1)
        {
            return AssertionErrors.Threshold("the threshold is a score from 0 to 1");
        }

        return options.Metric is { } metric && !evaluator.EvaluationMetricNames.Contains(metric)
            ? AssertionErrors.Value($"the evaluator has no metric “{metric}”; there are {string.Join(", ", evaluator.EvaluationMetricNames)}")
            : new EvaluatorCheck(evaluator, options, assertion);
    }

    public async ValueTask<Finding> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        var messages = context.Messages.Select(turn => new ChatMessage(new ChatRole(turn.Role), turn.Content));
        var answer = new ChatResponse(new ChatMessage(ChatRole.Assistant, context.Output))
        {
            FinishReason = context.FinishReason is { } reason ? new ChatFinishReason(reason) : null,
        };
        var result = await evaluator.EvaluateAsync(messages, answer, options.Chat, [new CaseContext(context, assertion)], cancellationToken);
        var metrics = result.Metrics.Values.Where(metric => options.Metric is null || metric.Name == options.Metric).ToList();
        if (metrics.Count == 0)
        {
            return Finding.Faulted("the evaluator reported no metric");
        }

        var verdicts = metrics.ConvertAll(metric => MetricVerdict.Of(metric, options, assertion.Threshold));
        if (verdicts.Find(verdict => verdict.Fault is not null) is { } faulted)
        {
            return Finding.Faulted(faulted.Fault!);
        }

        // What fails is what people want to read first.
        var words = verdicts.OrderBy(verdict => verdict.Pass).Select(verdict => verdict.Words);
        return Finding.Scored(verdicts.TrueForAll(verdict => verdict.Pass), verdicts.Average(verdict => verdict.Score), string.Join("; ", words));
    }
}
