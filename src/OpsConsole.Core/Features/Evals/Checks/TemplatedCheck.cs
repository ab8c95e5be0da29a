namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>An assertion whose value depends on the case: rendered, compiled and evaluated cell by cell.</summary>
internal sealed class TemplatedCheck(Assertion assertion, CheckCompiler compile, ITemplateRenderer renderer) : ICheck
{
    public ValueTask<Finding> EvaluateAsync(AssertionContext context, CancellationToken cancellationToken)
    {
        var value = ValueTemplate.Render(assertion.Value!.Value, CaseVariables.Of(context, AssertionTypes.TakesList(assertion.Type)), renderer);
        if (!value.IsOk)
        {
            return new(Finding.Faulted(value.Error.Message));
        }

        var check = compile(assertion with { Value = value.Value });
        return check.IsOk ? check.Value.EvaluateAsync(context, cancellationToken) : new(Finding.Faulted($"with this case's variables {check.Error.Message}"));
    }
}
