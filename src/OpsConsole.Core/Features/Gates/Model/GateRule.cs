namespace OpsConsole.Core.Features.Gates.Model;

public enum GateVerdict
{
    Pass,
    Fail,

    /// <summary>The evidence allows neither. Never counted as a pass.</summary>
    Inconclusive,
}

/// <summary>What a rule measures.</summary>
public enum GateMeasure
{
    /// <summary>Share of cases that pass, 0..1.</summary>
    PassRate,

    /// <summary>Mean score, 0..1.</summary>
    MeanScore,

    /// <summary>A named metric of assertions, averaged over cases.</summary>
    Metric,

    /// <summary>Milliseconds.</summary>
    LatencyP50,

    /// <summary>Milliseconds.</summary>
    LatencyP95,

    /// <summary>US dollars per 1,000 calls.</summary>
    CostPer1000,

    /// <summary>Share of cells that ended in an error, 0..1.</summary>
    ErrorRate,
}

public enum GateComparison
{
    AtLeast,
    AtMost,

    /// <summary>Against the live version over the same cases: no worse by more than the limit. Pass if the interval of the difference lies above −limit, Fail if below, else Inconclusive.</summary>
    NotWorseThanLive,

    /// <summary>The same against the candidate that the run marks as its baseline.</summary>
    NotWorseThanBaseline,
}

/// <summary>One rule of a gate.</summary>
/// <param name="Metric">The metric's name where <see cref="GateMeasure.Metric"/> is measured.</param>
/// <param name="Limit">In the unit of the measure.</param>
/// <param name="OnBound">An absolute rule looks at the end of the 95 % interval that is nearer to the limit's wrong side, instead of at the point estimate.</param>
public sealed record GateRule(GateMeasure Measure, GateComparison Comparison, double Limit, string? Metric = null, bool OnBound = false);

/// <summary>What one rule came to, with every figure it was decided on.</summary>
/// <param name="Words">The rule as people say it: "Pass rate at least 88 %".</param>
/// <param name="Measured">Null where the run does not have the figure, which is Inconclusive.</param>
/// <param name="Why">The verdict in words.</param>
public sealed record RuleResult(GateRule Rule, string Words, double? Measured, double? Low, double? High, int Cases, GateVerdict Verdict, string Why);
