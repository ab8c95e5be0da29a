using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Judges.Asking;

namespace OpsConsole.Core.Features.Judges;

/// <summary>
/// Writes into a run's assertions which version of each judge decides them, so that a repeat of the run asks the same one. A judge that cannot be asked is
/// better known before the calls than after them.
/// </summary>
internal static class JudgePins
{
    public static async Task<Result<IReadOnlyList<Assertion>>> PinAsync(OpsDbContext context, IReadOnlyList<Assertion> assertions, CancellationToken cancellationToken) =>
        assertions.Any(IsGraded) ? Pin(await SeatedJudge.LoadAsync(context, cancellationToken), assertions) : Result.From(assertions);

    private static Result<IReadOnlyList<Assertion>> Pin(IReadOnlyList<SeatedJudge> judges, IReadOnlyList<Assertion> assertions)
    {
        var pinned = new List<Assertion>();
        foreach (var assertion in assertions)
        {
            var one = assertion.Assert is { } inner ? Set(assertion, Pin(judges, inner)) : GradedTypes.Find(AssertionTypes.Positive(assertion.Type)) is { } type ? Pin(judges, assertion, type.Name) : assertion;
            if (!one.IsOk)
                return one.Error;
            pinned.Add(one.Value);
        }

        return pinned;
    }

    private static Result<Assertion> Pin(IReadOnlyList<SeatedJudge> judges, Assertion assertion, string type)
    {
        var judge = JudgeBench.Pick(judges, type, assertion.Judge);
        if (!judge.IsOk)
            return judge.Error with { Message = $"{assertion.Type}: {judge.Error.Message}" };
        return judge.Value.Fault is { } fault ? JudgeErrors.Unfit(judge.Value.Ref, fault) : assertion with { Judge = judge.Value.Ref };
    }

    private static Result<Assertion> Set(Assertion set, Result<IReadOnlyList<Assertion>> inner) => inner.IsOk ? set with { Assert = inner.Value } : inner.Error;

    private static bool IsGraded(Assertion assertion) => assertion.Assert?.Any(IsGraded) ?? GradedTypes.Find(AssertionTypes.Positive(assertion.Type)) is not null;
}
