using System.Globalization;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Labels;
using OpsConsole.Core.Statistics;

namespace OpsConsole.Core.Features.Judges;

/// <summary>How far one version of a judge can be trusted: its agreement with people beyond chance, against its floor.</summary>
/// <param name="Kappa">Over the items that both people and the judge have decided.</param>
/// <param name="Matrix">Rows what people said, columns what the judge said; 0 is pass, 1 is fail.</param>
public sealed record JudgeStanding(string Key, int Number, double Floor, Kappa Kappa, ConfusionMatrix Matrix)
{
    /// <summary>Below this many items that both have decided nothing is said.</summary>
    public const int FewestItems = 20;

    public string Ref => JudgeRef.Of(Key, Number);

    public bool IsMeasured => Kappa is { Value: not null, Items: >= FewestItems };

    /// <summary>Its verdicts may count in a gate.</summary>
    public bool MayGate => IsMeasured && Kappa.Value >= Floor;

    /// <summary>As a clause: "agrees with people at κ 0.42 over 60 items, below its floor of 0.60".</summary>
    public string Words => this switch
    {
        { Kappa.Items: 0 } => "has not been measured against people",
        { Kappa.Items: < FewestItems } => string.Create(CultureInfo.InvariantCulture, $"has been measured on {Kappa.Items} items only; {FewestItems} are needed"),
        { Kappa.Undefined: { } why } => $"has no defined agreement: {why}",
        _ => string.Create(CultureInfo.InvariantCulture, $"agrees with people at κ {Kappa.Value:0.00} over {Kappa.Items} items, {(MayGate ? "at or above" : "below")} its floor of {Floor:0.00}"),
    };

    internal static JudgeStanding Of(string key, int number, double floor, IReadOnlyList<JudgedItem> items)
    {
        var matrix = HumanVerdict.Matrix(items.Where(item => item.People is not null).Select(item => (item.People!.Value, item.Judge)));
        return new JudgeStanding(key, number, floor, CohensKappa.Of(matrix), matrix);
    }
}
