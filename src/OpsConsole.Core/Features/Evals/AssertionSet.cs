using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;

namespace OpsConsole.Core.Features.Evals;

/// <summary>
/// The assertions of one case, compiled once and evaluated for each cell; thread-safe. The score is the weighted mean; the cell passes when every
/// assertion passes or, where the case has a threshold, when the score reaches it. An assertion of weight 0 is reported and never counts.
/// </summary>
public sealed class AssertionSet
{
    private readonly (Assertion Assertion, bool Inverse, ICheck Check)[] _checks;
    private readonly double? _threshold;

    private AssertionSet((Assertion, bool, ICheck)[] checks, double? threshold)
    {
        _checks = checks;
        _threshold = threshold;
    }

    /// <summary>Refuses unknown types, unusable values, patterns, schemas, thresholds and weights; the error names the assertion and its type.</summary>
    public static Result<AssertionSet> Compile(IReadOnlyList<Assertion> assertions, double? threshold, ITemplateRenderer renderer)
    {
        if (threshold is { } limit && !double.IsFinite(limit))
        {
            return AssertionErrors.Threshold("the threshold of the case must be a finite number");
        }

        var checks = new (Assertion, bool, ICheck)[assertions.Count];
        for (var i = 0; i < checks.Length; i++)
        {
            var check = Compile(assertions[i], renderer);
            if (!check.IsOk)
            {
                return AssertionErrors.At(i, assertions[i].Type, check.Error);
            }

            checks[i] = (assertions[i], AssertionTypes.IsInverse(assertions[i].Type), check.Value);
        }

        return new AssertionSet(checks, threshold);
    }

    /// <summary>Never throws for what an output or a variable holds: a check that cannot be made is a failed one that says why.</summary>
    public ValueTask<CellVerdict> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        if (_checks.Length == 0)
        {
            return new(new CellVerdict(true, 1, "no assertions", []));
        }

        var results = new AssertionResult[_checks.Length];
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[i] = Evaluate(_checks[i].Assertion, _checks[i].Inverse, _checks[i].Check, context);
        }

        return new(Weigh(results));
    }

    private static Result<ICheck> Compile(Assertion assertion, ITemplateRenderer renderer)
    {
        if (AssertionTypes.CompilerOf(assertion.Type) is not { } compile)
        {
            return AssertionErrors.UnknownType(assertion.Type);
        }

        if (!double.IsFinite(assertion.Weight) || assertion.Weight < 0)
        {
            return AssertionErrors.Weight(assertion.Weight);
        }

        if (assertion.Threshold is { } threshold && !double.IsFinite(threshold))
        {
            return AssertionErrors.Threshold("the threshold must be a finite number");
        }

        return assertion.Value is { } value && ValueTemplate.IsTemplate(value)
            ? new TemplatedCheck(value, assertion.Threshold, compile, renderer, AssertionTypes.TakesList(assertion.Type))
            : compile(assertion.Value, assertion.Threshold);
    }

    private static AssertionResult Evaluate(Assertion assertion, bool inverse, ICheck check, AssertionContext context)
    {
        Finding finding;
        try
        {
            finding = check.Evaluate(context);
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or OutOfMemoryException))
        {
            // One output must not stop a run of thousands: the fault is written where the verdict would stand.
            finding = Finding.Faulted($"the check failed by itself: {exception.Message}");
        }

        var pass = !finding.Fault && finding.Holds != inverse;
        var score = finding.Fault ? 0 : inverse ? 1 - finding.Score : finding.Score;
        return new AssertionResult(assertion.Type, pass, score, finding.Fact, assertion.Metric, assertion.Weight, finding.Fault);
    }

    private CellVerdict Weigh(AssertionResult[] results)
    {
        double weights = 0, sum = 0;
        AssertionResult? failed = null;
        foreach (var result in results)
        {
            weights += result.Weight;
            sum += result.Score * result.Weight;
            if (!result.Pass && result.Weight > 0)
            {
                failed ??= result;
            }
        }

        var score = weights > 0 ? sum / weights : 0;
        if (_threshold is { } threshold)
        {
            var reached = score >= threshold;
            var comparison = string.Create(CultureInfo.InvariantCulture, $"score {score:0.00} is {(reached ? "at least" : "below")} the threshold {threshold:R}");
            return new CellVerdict(reached, score, reached || failed is null ? comparison : $"{comparison}; {Words(failed)}", results);
        }

        return failed is null ? new CellVerdict(true, score, "all assertions pass", results) : new CellVerdict(false, score, Words(failed), results);
    }

    private static string Words(AssertionResult result) => $"{result.Type}: {result.Reason}";
}
