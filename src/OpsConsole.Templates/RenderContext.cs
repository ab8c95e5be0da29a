using Fluid;

namespace OpsConsole.Templates;

/// <summary>One rendering with its budget.</summary>
internal sealed class RenderContext : TemplateContext
{
    public const int StepLimit = 100_000;

    public RenderContext()
        : base(TemplateLanguage.Options) => MaxSteps = StepLimit;

    public RenderBudget Budget { get; } = new();

    public static RenderBudget BudgetOf(TemplateContext context) => ((RenderContext)context).Budget;
}
