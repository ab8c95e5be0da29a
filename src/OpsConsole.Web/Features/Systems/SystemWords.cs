using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Systems;

/// <summary>The factors and states of an AI system in the words that people read.</summary>
internal static class SystemWords
{
    public static string Word(Audience audience) => audience switch
    {
        Audience.Unknown => "Not known yet",
        Audience.Internal => "Our own staff",
        Audience.Customer => "Customers",
        Audience.PublicOrVulnerable => "The public or vulnerable people",
    };

    public static string Word(DataSensitivity data) => data switch
    {
        DataSensitivity.Unknown => "Not known yet",
        DataSensitivity.None => "No personal data",
        DataSensitivity.Personal => "Personal data",
        DataSensitivity.SpecialOrRegulated => "Special or regulated data",
    };

    public static string Word(Autonomy autonomy) => autonomy switch
    {
        Autonomy.Unknown => "Not known yet",
        Autonomy.Suggests => "Suggests, a person acts",
        Autonomy.ActsReversibly => "Acts, can be undone",
        Autonomy.ActsIrreversibly => "Acts, cannot be undone",
    };

    public static string Word(DecisionEffect effect) => effect switch
    {
        DecisionEffect.Unknown => "Not known yet",
        DecisionEffect.None => "None on people",
        DecisionEffect.Material => "Material",
        DecisionEffect.LegalOrCredit => "Legal, employment, credit or health",
    };

    public static string Word(RegulatoryClass regulatory) => regulatory switch
    {
        RegulatoryClass.Unknown => "Not known yet",
        RegulatoryClass.Minimal => "Minimal",
        RegulatoryClass.Transparency => "Transparency",
        RegulatoryClass.High => "High risk",
        RegulatoryClass.Prohibited => "Prohibited practice",
    };

    public static StateLook Look(SystemState state) => state switch
    {
        SystemState.Planned => new("Planned", Tone.Neutral, Shape.Dashed),
        SystemState.Building => new("Building", Tone.Accent, Shape.Half),
        SystemState.Live => new("Live", Tone.Pass, Shape.Dot),
        SystemState.Retired => new("Retired", Tone.Neutral, Shape.Square),
    };
}
