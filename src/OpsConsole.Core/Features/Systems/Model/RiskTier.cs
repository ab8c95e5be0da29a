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

/// <summary>
/// Risk tier 1..4 of an AI system: the highest factor wins, an unknown factor counts as its highest.
/// <see cref="Reason"/> names the factors that decided.
/// </summary>
public sealed record RiskTier(int Level, string Reason, bool Blocked)
{
    public string Name => $"T{Level}";

    public static RiskTier Of(RiskFactors factors)
    {
        (int Level, string Words)[] scores =
        [
            factors.Audience switch
            {
                Audience.Internal => (1, "audience internal"),
                Audience.Customer => (2, "audience customers"),
                Audience.PublicOrVulnerable => (3, "audience public or vulnerable"),
                Audience.Unknown => (3, "audience unknown"),
            },
            factors.Data switch
            {
                DataSensitivity.None => (1, "no personal data"),
                DataSensitivity.Personal => (2, "personal data"),
                DataSensitivity.SpecialOrRegulated => (3, "special or regulated data"),
                DataSensitivity.Unknown => (3, "data unknown"),
            },
            factors.Autonomy switch
            {
                Autonomy.Suggests => (1, "suggests only"),
                Autonomy.ActsReversibly => (3, "acts, reversibly"),
                Autonomy.ActsIrreversibly => (4, "acts irreversibly"),
                Autonomy.Unknown => (4, "autonomy unknown"),
            },
            factors.Effect switch
            {
                DecisionEffect.None => (1, "decides nothing about people"),
                DecisionEffect.Material => (3, "material effect on people"),
                DecisionEffect.LegalOrCredit => (4, "legal, employment, credit or health effect"),
                DecisionEffect.Unknown => (4, "effect of decisions unknown"),
            },
            factors.Regulatory switch
            {
                RegulatoryClass.Minimal => (1, "regulatory class minimal"),
                RegulatoryClass.Transparency => (2, "regulatory class transparency"),
                RegulatoryClass.High => (4, "regulatory class high"),
                RegulatoryClass.Prohibited => (4, "prohibited practice"),
                RegulatoryClass.Unknown => (4, "regulatory class unknown"),
            },
        ];
        var level = scores.Max(score => score.Level);
        var reason = string.Join(", ", scores.Where(score => score.Level == level).Select(score => score.Words));
        return new RiskTier(level, reason, factors.Regulatory == RegulatoryClass.Prohibited);
    }
}
