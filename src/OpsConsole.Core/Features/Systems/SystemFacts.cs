using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>What people state about a system: the part that is written on creation and on every edit.</summary>
public sealed record SystemFacts
{
    public required string Name { get; init; }

    public string Purpose { get; init; } = "";

    public string Owner { get; init; } = "";

    public string TechnicalOwner { get; init; } = "";

    public Audience Audience { get; init; }

    public DataSensitivity Data { get; init; }

    public Autonomy Autonomy { get; init; }

    public DecisionEffect Effect { get; init; }

    public RegulatoryClass Regulatory { get; init; }

    public string DataClasses { get; init; } = "";

    public string Regions { get; init; } = "";

    /// <summary>Milliseconds, 95th percentile.</summary>
    public int? SloP95Ms { get; init; }

    /// <summary>Share of failed calls, 0..1.</summary>
    public double? SloErrorRate { get; init; }

    public Money? MonthlyBudget { get; init; }

    public bool Critical { get; init; }

    public SystemState State { get; init; }

    internal RiskFactors Factors => new(Audience, Data, Autonomy, Effect, Regulatory);

    internal static SystemFacts Of(AiSystem system) => new()
    {
        Name = system.Name,
        Purpose = system.Purpose,
        Owner = system.Owner,
        TechnicalOwner = system.TechnicalOwner,
        Audience = system.Audience,
        Data = system.Data,
        Autonomy = system.Autonomy,
        Effect = system.Effect,
        Regulatory = system.Regulatory,
        DataClasses = system.DataClasses,
        Regions = system.Regions,
        SloP95Ms = system.SloP95Ms,
        SloErrorRate = system.SloErrorRate,
        MonthlyBudget = system.MonthlyBudget,
        Critical = system.Critical,
        State = system.State,
    };

    internal void WriteTo(AiSystem system)
    {
        system.Name = Name.Trim();
        system.Purpose = Purpose;
        system.Owner = Owner;
        system.TechnicalOwner = TechnicalOwner;
        system.Audience = Audience;
        system.Data = Data;
        system.Autonomy = Autonomy;
        system.Effect = Effect;
        system.Regulatory = Regulatory;
        system.DataClasses = DataClasses;
        system.Regions = Regions;
        system.SloP95Ms = SloP95Ms;
        system.SloErrorRate = SloErrorRate;
        system.MonthlyBudget = MonthlyBudget;
        system.Critical = Critical;
        system.State = State;
    }

    internal FieldChecks CheckIn(FieldChecks checks) => checks
        .Required("name", Name, ModelBuilding.NameLength)
        .Text("purpose", Purpose, 4000)
        .Text("owner", Owner, ModelBuilding.ActorLength)
        .Text("technicalOwner", TechnicalOwner, ModelBuilding.ActorLength)
        .Text("dataClasses", DataClasses, 1000)
        .Text("regions", Regions, 1000)
        .Range("sloP95Ms", SloP95Ms, 1, 3_600_000)
        .Range("sloErrorRate", SloErrorRate, 0, 1)
        .That(MonthlyBudget is null || MonthlyBudget >= Money.Zero, "monthlyBudget", "must not be negative");
}
