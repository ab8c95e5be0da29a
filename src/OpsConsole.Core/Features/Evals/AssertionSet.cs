using System.Globalization;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals.Checks;

namespace OpsConsole.Core.Features.Evals;

/// <summary>
/// The assertions of one case, compiled once and evaluated for each cell; thread-safe. The score is the weighted mean; the cell passes when every
/// assertion passes or, where the case has a threshold, when the score reaches it. An assertion of weight 0 is reported and never counts.
/// </summary>
public sealed class AssertionSet
{
    private readonly Entry[] _checks;
    private readonly double? _threshold;

    internal AssertionSet(Entry[] checks, double? threshold)
    {
        _checks = checks;
        _threshold = threshold;
        NeedsLogProbs = Array.Exists(
            checks, entry => AssertionTypes.Positive(entry.Assertion.Type) is "perplexity" or "perplexity-score" || entry.Check is SetCheck { NeedsLogProbs: true });
    }

    /// <summary>Some check looks at the probabilities of the tokens: they must be asked for.</summary>
    public bool NeedsLogProbs { get; }

    /// <summary>Never throws for what an output or a variable holds: a check that cannot be made is a failed one that says why.</summary>
    public async ValueTask<CellVerdict> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        if (_checks.Length == 0)
        {
            return new CellVerdict(true, 1, "no assertions", []);
        }

        var results = new AssertionResult[_checks.Length];
        for (var i = 0; i < results.Length; i++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            results[i] = await EvaluateAsync(_checks[i], context, cancellationToken);
        }

        return Weigh(results, _threshold);
    }

    private static async ValueTask<AssertionResult> EvaluateAsync(Entry entry, AssertionContext context, CancellationToken cancellationToken)
    {
        Finding finding;
        try
        {
            finding = await entry.Check.EvaluateAsync(context, cancellationToken);
        }
        catch (Exception exception) when (exception is not (OutOfMemoryException or StoreFaultException) && !cancellationToken.IsCancellationRequested)
        {
            // One output must not stop a run of thousands: the fault is written where the verdict would stand.
            finding = Finding.Faulted($"the check failed by itself: {exception.Message}");
        }

        var assertion = entry.Assertion;
        var pass = !finding.Fault && finding.Holds != entry.Inverse;
        var score = finding.Fault ? 0 : entry.Inverse ? 1 - finding.Score : finding.Score;
        return new AssertionResult(assertion.Type, pass, score, finding.Fact, assertion.Metric, assertion.Weight, finding.Fault) { Parts = finding.Parts, Judge = finding.Judge };
    }

    /// <summary>The weighted mean and what it says, by the case's threshold or by every assertion.</summary>
    internal static CellVerdict Weigh(IReadOnlyList<AssertionResult> results, double? threshold)
    {
        double weights = 0, sum = 0;
        AssertionResult? failed = null, open = null;
        foreach (var result in results)
        {
            if (result.IsNotJudged)
            {
                // No verdict is neither a fail nor a zero: the others are weighed as if it were not there.
                open ??= result.Weight > 0 ? result : null;
                continue;
            }

            weights += result.Weight;
            sum += result.Score * result.Weight;
            if (!result.Pass && result.Weight > 0)
            {
                failed ??= result;
            }
        }

        var score = weights > 0 ? sum / weights : 0;
        if (open is not null && (threshold is not null || failed is null))
        {
            return new CellVerdict(false, score, Words(open), results) { NotJudged = Words(open) };
        }

        if (threshold is { } limit)
        {
            var reached = score >= limit;
            var comparison = string.Create(CultureInfo.InvariantCulture, $"score {score:0.00} is {(reached ? "at least" : "below")} the threshold {limit:R}");
            return new CellVerdict(reached, score, reached || failed is null ? comparison : $"{comparison}; {Words(failed)}", results);
        }

        return failed is null ? new CellVerdict(true, score, "all assertions pass", results) : new CellVerdict(false, score, Words(failed), results);
    }

    private static string Words(AssertionResult result) => $"{result.Type}: {result.Reason}";

    /// <summary>One assertion with its check.</summary>
    internal readonly record struct Entry(Assertion Assertion, bool Inverse, ICheck Check);
}
