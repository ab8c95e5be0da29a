using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;

namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>
/// <c>similar</c>: the cosine between the embeddings of the output and of the accepted text that is nearest to it. The judge that it names brings the embedding model; where
/// that fails there is no verdict.
/// </summary>
internal sealed class SimilarCheck(Assertion assertion, IReadOnlyList<string> value) : ICheck
{
    /// <summary>promptfoo's.</summary>
    public const double DefaultThreshold = 0.75;

    /// <summary>A cosine of single-precision vectors is no more exact; a text is as near to itself as a threshold of 1 demands.</summary>
    private const double Rounding = 1e-6;

    public static Result<ICheck> Compile(Assertion assertion)
    {
        if (assertion.Threshold is < 0 or > 1 or double.NaN)
            return AssertionErrors.Threshold("the threshold is a cosine from 0 to 1");
        if (JudgeRef.Fault(assertion.Judge) is { } judge)
            return AssertionErrors.Value(judge);
        var value = GradedCheck.Texts(assertion.Value);
        if (!value.IsOk)
            return value.Error;
        return value.Value.Any(string.IsNullOrWhiteSpace)
            ? AssertionErrors.Value("a text of the value is empty, and an empty text has no embedding")
            : new SimilarCheck(assertion, value.Value);
    }

    public async ValueTask<Finding> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        var accepted = value.Count > 0 ? value : context.Expected;
        if (accepted.Count == 0)
            return Finding.Faulted("the assertion has no value and the case no expected answer");
        if (accepted.Any(string.IsNullOrWhiteSpace))
            return Finding.Faulted("an expected answer is empty, and an empty text has no embedding");
        // What the output lacks is the output's fault and not the judge's: leaving it out of the pass rate would reward saying nothing.
        if (string.IsNullOrWhiteSpace(context.Output))
            return Finding.Faulted("the output is empty, and an empty text has no embedding");
        if (context.Judges is not { } panel)
            return Finding.NotJudged(assertion.Judge, "no judge can be asked here");

        var reply = await panel.CompareAsync(new SimilarityQuestion(assertion.Judge, context.Output, accepted), cancellationToken);
        if (reply.Opinion is not { } opinion)
            return Finding.NotJudged(reply.Judge, reply.Fault ?? "the judge gave no answer");
        var least = assertion.Threshold ?? DefaultThreshold;
        var fact = string.Create(CultureInfo.InvariantCulture, $"{opinion.Reason}, the threshold {least:R}");
        return Finding.Scored(opinion.Score >= least - Rounding, opinion.Score, fact) with { Judge = reply.Judge };
    }
}
