using System.Text.Json;

namespace OpsConsole.Core.Features.Evals.Checks;

/// <summary>An assertion whose value depends on the case: rendered, compiled and evaluated cell by cell.</summary>
internal sealed class TemplatedCheck(JsonElement template, double? threshold, AssertionTypes.Compiler compile, ITemplateRenderer renderer, bool takesList) : ICheck
{
    public Finding Evaluate(AssertionContext context)
    {
        var value = ValueTemplate.Render(template, CaseVariables.Of(context, takesList), renderer);
        if (!value.IsOk)
        {
            return Finding.Faulted(value.Error.Message);
        }

        var check = compile(value.Value, threshold);
        return check.IsOk ? check.Value.Evaluate(context) : Finding.Faulted($"with this case's variables {check.Error.Message}");
    }
}
