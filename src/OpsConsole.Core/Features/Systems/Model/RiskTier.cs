namespace OpsConsole.Core.Features.Systems.Model;

public enum Audience
{
    Unknown,
    Internal,
    Customer,
    PublicOrVulnerable,
}

public enum DataSensitivity
{
    Unknown,
    None,
    Personal,
    SpecialOrRegulated,
}

public enum Autonomy
{
    Unknown,
    Suggests,
    ActsReversibly,
    ActsIrreversibly,
}

/// <summary>What the system's answers decide about a person.</summary>
public enum DecisionEffect
{
    Unknown,
    None,
    Material,

    /// <summary>Legal, employment, credit or health.</summary>
    LegalOrCredit,
}

public enum RegulatoryClass
{
    Unknown,
    Minimal,
    Transparency,
    High,

    /// <summary>May not be built at all.</summary>
    Prohibited,
}

/// <summary>The five factors from which a tier is computed.</summary>
public sealed record RiskFactors(Audience Audience, DataSensitivity Data, Autonomy Autonomy, DecisionEffect Effect, RegulatoryClass Regulatory);

/// <summary>What one factor asks for.</summary>
/// <param name="Name">"Audience", "Data" …</param>
/// <param name="Words">The factor's value as it stands in <see cref="RiskTier.Reason"/>.</param>
public sealed record FactorScore(string Name, int Level, string Words);

/// <summary>
/// Risk tier 1..4 of an AI system: the highest factor wins, an unknown factor counts as its highest.
/// <see cref="Reason"/> names the factors that decided.
/// </summary>
public sealed record RiskTier(int Level, string Reason, bool Blocked)
{
    public string Name => $"T{Level}";

    public static RiskTier Of(RiskFactors factors)
    {
        var scores = Scores(factors);
        var level = scores.Max(score => score.Level);
        var reason = string.Join(", ", scores.Where(score => score.Level == level).Select(score => score.Words));
        return new RiskTier(level, reason, factors.Regulatory == RegulatoryClass.Prohibited);
    }

    /// <summary>Each factor with the tier it asks for; the highest decides.</summary>
    public static IReadOnlyList<FactorScore> Scores(RiskFactors factors) =>
    [
        factors.Audience switch
        {
            Audience.Internal => new("Audience", 1, "audience internal"),
            Audience.Customer => new("Audience", 2, "audience customers"),
            Audience.PublicOrVulnerable => new("Audience", 3, "audience public or vulnerable"),
            Audience.Unknown => new("Audience", 3, "audience unknown"),
        },
        factors.Data switch
        {
            DataSensitivity.None => new("Data", 1, "no personal data"),
            DataSensitivity.Personal => new("Data", 2, "personal data"),
            DataSensitivity.SpecialOrRegulated => new("Data", 3, "special or regulated data"),
            DataSensitivity.Unknown => new("Data", 3, "data unknown"),
        },
        factors.Autonomy switch
        {
            Autonomy.Suggests => new("Autonomy", 1, "suggests only"),
            Autonomy.ActsReversibly => new("Autonomy", 3, "acts, reversibly"),
            Autonomy.ActsIrreversibly => new("Autonomy", 4, "acts irreversibly"),
            Autonomy.Unknown => new("Autonomy", 4, "autonomy unknown"),
        },
        factors.Effect switch
        {
            DecisionEffect.None => new("Effect", 1, "decides nothing about people"),
            DecisionEffect.Material => new("Effect", 3, "material effect on people"),
            DecisionEffect.LegalOrCredit => new("Effect", 4, "legal, employment, credit or health effect"),
            DecisionEffect.Unknown => new("Effect", 4, "effect of decisions unknown"),
        },
        factors.Regulatory switch
        {
            RegulatoryClass.Minimal => new("Regulation", 1, "regulatory class minimal"),
            RegulatoryClass.Transparency => new("Regulation", 2, "regulatory class transparency"),
            RegulatoryClass.High => new("Regulation", 4, "regulatory class high"),
            RegulatoryClass.Prohibited => new("Regulation", 4, "prohibited practice"),
            RegulatoryClass.Unknown => new("Regulation", 4, "regulatory class unknown"),
        },
    ];
}
