using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases.Rollout;

/// <summary>What guardrails may be set to: a limit that can never be reached guards nothing.</summary>
internal static class GuardrailLimits
{
    public static Error? Fault(Guardrails? limits) => limits is null ? null : new FieldChecks("guardrails")
        .Range("errorRateIncrease", limits.ErrorRateIncrease, 0, 0.5)
        .Range("latencyP95Ratio", limits.LatencyP95Ratio, 1, 10)
        .Range("negativeFeedbackIncrease", limits.NegativeFeedbackIncrease, 0, 0.5)
        .Range("costRatio", limits.CostRatio, 1, 10)
        .Range("fewestCalls", limits.FewestCalls, 10, 100_000)
        .Fault;
}
