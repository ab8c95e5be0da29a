using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.AI.Evaluation;

namespace OpsConsole.Core.Features.Evals.Evaluators;

/// <summary>What an evaluator is told beside messages and answer: the case and the assertion. It is among the additional context of each call.</summary>
public sealed class CaseContext : EvaluationContext
{
    internal CaseContext(AssertionContext context, Assertion assertion)
        : base("OpsConsole case", context.Expected.Select(AIContent (answer) => new TextContent(answer)))
    {
        (Variables, Expected, FinishReason) = (context.Variables, context.Expected, context.FinishReason);
        (Value, Config) = (assertion.Value, assertion.Config);
    }

    public IReadOnlyDictionary<string, JsonElement> Variables { get; }

    /// <summary>The accepted answers of the case.</summary>
    public IReadOnlyList<string> Expected { get; }

    public string? FinishReason { get; }

    /// <summary>The assertion's <c>value</c>, its templates rendered.</summary>
    public JsonElement? Value { get; }

    /// <summary>The assertion's <c>config</c>.</summary>
    public JsonElement? Config { get; }
}
