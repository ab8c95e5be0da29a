namespace OpsConsole.Core.Features.Releases.Model;

/// <summary>When a canary is rolled back by itself. Each figure is compared between the two arms, from the calls recorded since the canary began.</summary>
/// <param name="ErrorRateIncrease">Largest allowed increase of the share of failed calls, 0..1.</param>
/// <param name="LatencyP95Ratio">Largest allowed p95 latency of the canary as a multiple of the stable arm's.</param>
/// <param name="NegativeFeedbackIncrease">Largest allowed increase of the share of negative feedback, 0..1.</param>
/// <param name="CostRatio">Largest allowed cost per call of the canary as a multiple of the stable arm's.</param>
/// <param name="FewestCalls">Below this many calls on either arm nothing is concluded.</param>
public sealed record Guardrails(
    double ErrorRateIncrease = 0.02, double LatencyP95Ratio = 1.25, double NegativeFeedbackIncrease = 0.05, double CostRatio = 1.5, int FewestCalls = 50)
{
    public static Guardrails Default { get; } = new();
}

public enum GuardrailState
{
    /// <summary>Too few calls to say.</summary>
    Waiting,
    Holds,
    Breached,
}

/// <summary>One guardrail as it was measured.</summary>
/// <param name="Name">Error rate, latency p95, negative feedback, cost per call.</param>
/// <param name="Unit"><c>share</c>, <c>ms</c> or <c>usd</c>.</param>
/// <param name="Low">95 % interval of the difference of shares; null for ratios.</param>
/// <param name="Limit">In words: "at most 2.0 points more".</param>
public sealed record GuardrailFigure(
    string Name, string Unit, double? Stable, double? Canary, long StableN, long CanaryN, double? Low, double? High, string Limit, GuardrailState State, string Words);
