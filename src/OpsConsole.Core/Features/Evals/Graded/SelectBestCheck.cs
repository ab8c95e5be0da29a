using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals.Checks;

namespace OpsConsole.Core.Features.Evals.Graded;

/// <summary>
/// <c>select-best</c> compares the candidates of a case with each other, which no cell can do alone: the verdict is filled in when all candidates have
/// answered. Until then, and where nobody fills it in, the cell has none.
/// </summary>
internal sealed class SelectBestCheck(Assertion assertion) : IPlainCheck
{
    public const string Waiting = "waits for the answers of the other candidates";

    public static Result<ICheck> Compile(Assertion assertion)
    {
        if (JudgeRef.Fault(assertion.Judge) is { } judge)
            return AssertionErrors.Value(judge);
        if (assertion.Threshold is not null)
            return AssertionErrors.Threshold("select-best takes no threshold: the best passes");
        var value = GradedCheck.Texts(assertion.Value);
        return !value.IsOk ? value.Error
            : value.Value.Count == 0 ? AssertionErrors.Value("select-best needs a value: what makes an output the best")
            : new SelectBestCheck(assertion);
    }

    public Finding Evaluate(AssertionContext context) => Finding.NotJudged(assertion.Judge, Waiting);
}
