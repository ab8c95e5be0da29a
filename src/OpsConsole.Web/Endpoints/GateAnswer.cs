using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Core.Features.Policies.Model;

namespace OpsConsole.Web.Endpoints;

/// <summary>The verdict of every gate that has the run's benchmark: one Fail fails, one Inconclusive leaves it open.</summary>
/// <param name="Excepted">It does not pass, and an exception in force overrides each rule that does not. It changes no verdict.</param>
internal sealed record GateAnswer(GateVerdict Verdict, bool Excepted, IReadOnlyList<GateRuleAnswer> Rules)
{
    public static GateAnswer? Of(IReadOnlyList<GetRunGates.Judged> gates)
    {
        if (gates.Count == 0)
            return null;
        var verdict = GateRules.Overall(gates.SelectMany(gate => gate.Evidence.Rules));
        return new GateAnswer(
            verdict,
            verdict != GateVerdict.Pass && gates.All(gate => gate.Exceptions.Admits(gate.Evidence)),
            [.. gates.SelectMany(gate => gate.Evidence.Rules.Select(rule => GateRuleAnswer.Of(gate, rule)))]);
    }
}

/// <param name="PromptVersion">The version that was asked for, else the newest of the prompt that the run executed.</param>
/// <param name="Gate">The kind of gate, and <paramref name="Edition"/> of it.</param>
/// <param name="N">Cases that the figure stands on.</param>
/// <param name="JudgedAt">When the verdict was reached; it is kept.</param>
internal sealed record GateRuleAnswer(
    string PromptKey, int PromptVersion, GateKind Gate, int Edition, string Rule, double? Measured, double? Low, double? High, int N, GateVerdict Verdict, string Why,
    DateTime JudgedAt, GateExceptionAnswer? Exception)
{
    public static GateRuleAnswer Of(GetRunGates.Judged gate, RuleResult rule) => new(
        gate.PromptKey, gate.Version, gate.Evidence.Kind, gate.Evidence.GateNumber, rule.Words, rule.Measured, rule.Low, rule.High, rule.Cases, rule.Verdict, rule.Why,
        gate.At, GateExceptionAnswer.Of(gate.Exceptions.Over(gate.Evidence, rule)));
}

/// <summary>An exception in force over a rule.</summary>
internal sealed record GateExceptionAnswer(string Key, string Reason, DateTime ValidUntil, string? DecidedBy)
{
    public static GateExceptionAnswer? Of(GateException? row) => row is null ? null : new(row.Key, row.Reason, row.ValidUntil, row.DecidedByName);
}
