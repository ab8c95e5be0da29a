namespace OpsConsole.Core.Statistics;

/// <summary>What a comparison allows one to say.</summary>
public enum ComparisonVerdict
{
    Better,
    Worse,

    /// <summary>A difference of the stated margin would most likely have shown; none did.</summary>
    NoEvidence,

    /// <summary>Even a difference of the stated margin could have gone unseen.</summary>
    TooFewCases,
}

/// <summary>How the interval and the p value of a comparison were computed.</summary>
public enum ComparisonMethod
{
    /// <summary>Every case is 0 or 1: Newcombe's paired interval and McNemar's exact test.</summary>
    NewcombeMcNemar,

    /// <summary>Scores, or passes averaged over repeats: paired BCa bootstrap and sign-flip test.</summary>
    BootstrapSignFlip,
}

/// <summary>The rule behind the verdict.</summary>
/// <param name="Confidence">Of the interval; 1 − confidence is the level that the p value must stay below.</param>
/// <param name="FewestCases">Below this many paired cases nothing is said.</param>
/// <param name="Margin">The difference that must not go unseen, in the unit of the values (0.1 = 10 points): where the minimum detectable effect is larger,
/// the absence of evidence is for lack of cases.</param>
/// <param name="Seed">Fixes bootstrap and sign flips.</param>
public sealed record ComparisonRule(double Confidence = 0.95, int FewestCases = 20, double Margin = 0.1, ulong Seed = PairedBootstrap.DefaultSeed)
{
    public static ComparisonRule Default { get; } = new();
}
