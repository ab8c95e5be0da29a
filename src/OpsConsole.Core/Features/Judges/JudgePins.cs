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
    public static async Task<Result<IReadOnlyList<Assertion>>> PinAsync(OpsDbContext context, IReadOnlyList<Assertion> assertions, CancellationToken cancellationToken)
    {
        if (!assertions.Any(assertion => GradedTypes.Find(AssertionTypes.Positive(assertion.Type)) is not null))
            return Result.From(assertions);

        var judges = await SeatedJudge.LoadAsync(context, cancellationToken);
        var pinned = new List<Assertion>();
        foreach (var assertion in assertions)
        {
            if (GradedTypes.Find(AssertionTypes.Positive(assertion.Type)) is not { } type)
            {
                pinned.Add(assertion);
                continue;
            }

            var judge = JudgeBench.Pick(judges, type.Name, assertion.Judge);
            if (!judge.IsOk)
                return judge.Error with { Message = $"{assertion.Type}: {judge.Error.Message}" };
            if (judge.Value.Fault is { } fault)
                return JudgeErrors.Unfit(judge.Value.Ref, fault);
            pinned.Add(assertion with { Judge = judge.Value.Ref });
        }

        return pinned;
    }
}
