using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Web.Endpoints;

/// <summary>The verdict of every gate that has the run's benchmark: one Fail fails, one Inconclusive leaves it open.</summary>
internal sealed record GateAnswer(GateVerdict Verdict, IReadOnlyList<GateRuleAnswer> Rules)
{
    public static GateAnswer? Of(IReadOnlyList<GetRunGates.Judged> gates) => gates.Count == 0
        ? null
        : new GateAnswer(
            GateRules.Overall(gates.SelectMany(gate => gate.Evidence.Rules)),
            [.. gates.SelectMany(gate => gate.Evidence.Rules.Select(rule => GateRuleAnswer.Of(gate, rule)))]);
}

/// <param name="PromptVersion">The newest version of the prompt that the run executed.</param>
/// <param name="Gate">The kind of gate, and <paramref name="Edition"/> of it.</param>
/// <param name="N">Cases that the figure stands on.</param>
internal sealed record GateRuleAnswer(
    string PromptKey, int PromptVersion, GateKind Gate, int Edition, string Rule, double? Measured, double? Low, double? High, int N, GateVerdict Verdict, string Why)
{
    public static GateRuleAnswer Of(GetRunGates.Judged gate, RuleResult rule) => new(
        gate.PromptKey, gate.Version, gate.Evidence.Kind, gate.Evidence.GateNumber, rule.Words, rule.Measured, rule.Low, rule.High, rule.Cases, rule.Verdict, rule.Why);
}
