using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Graded;

namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>
/// <c>assert-set</c>: passes when all of its assertions pass or, with a threshold, when their weighted mean reaches it.
/// </summary>
internal sealed class SetCheck(AssertionSet set) : ICheck
{
    public bool NeedsLogProbs => set.NeedsLogProbs;

    public static Result<ICheck> Compile(Assertion assertion, AssertionCompiler compiler)
    {
        if (assertion.Assert is not { Count: > 0 } inner)
        {
            return AssertionErrors.Value("an assert-set needs “assert”, a list of assertions that is not empty");
        }

        if (assertion.Value is not null)
        {
            return AssertionErrors.Value("an assert-set takes no value");
        }

        if (inner.Any(part => AssertionTypes.Positive(part.Type) == GradedTypes.SelectBest))
        {
            return AssertionErrors.Shape("select-best compares candidates with each other and cannot stand inside a set");
        }

        var set = compiler.Compile([.. inner.Select(part => part with { Config = part.Config ?? assertion.Config })], assertion.Threshold);
        return set.IsOk ? new SetCheck(set.Value) : set.Error;
    }

    public async ValueTask<Finding> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        var verdict = await set.EvaluateAsync(context, cancellationToken);
        return verdict.NotJudged is { } why
            ? Finding.NotJudged(verdict.Results.First(result => result is { IsNotJudged: true, Weight: > 0 }).Judge, why) with { Parts = verdict.Results }
            : new Finding(verdict.Pass, verdict.Score, verdict.Reason, Parts: verdict.Results);
    }
}
