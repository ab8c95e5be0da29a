using System.Globalization;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Systems;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Systems;

/// <summary>What a person has typed about a system so far: figures stay text until they are sent, so that a wrong one can be shown as it is.</summary>
public sealed class SystemDraft
{
    public string Key { get; set; } = "";

    public SystemFacts Facts { get; set; } = new() { Name = "" };

    public string SloP95Ms { get; set; } = "";

    public string SloErrorPercent { get; set; } = "";

    public string MonthlyBudget { get; set; } = "";

    public RiskTier Tier => RiskTier.Of(new RiskFactors(Facts.Audience, Facts.Data, Facts.Autonomy, Facts.Effect, Facts.Regulatory));

    public static SystemDraft Of(string key, SystemFacts facts) => new()
    {
        Key = key,
        Facts = facts,
        SloP95Ms = Text(facts.SloP95Ms),
        SloErrorPercent = Text((decimal?)facts.SloErrorRate * 100),
        MonthlyBudget = Text(facts.MonthlyBudget?.Dollars),
    };

    /// <summary>The facts, or every figure that is none.</summary>
    public Result<SystemFacts> ToFacts()
    {
        List<ErrorDetail> faults = [];
        var p95 = Number("sloP95Ms", SloP95Ms, faults);
        if (p95 is { } value && (value != decimal.Truncate(value) || value > int.MaxValue))
            faults.Add(new ErrorDetail("sloP95Ms", "must be a whole number of milliseconds"));
        var errors = Number("sloErrorRate", SloErrorPercent, faults);
        var budget = Number("monthlyBudget", MonthlyBudget, faults);
        if (budget is > 9_000_000_000m)
            faults.Add(new ErrorDetail("monthlyBudget", "takes at most 9 billion dollars"));
        if (faults.Count > 0)
            return Error.Invalid("systems.invalid", faults.Count == 1 ? "One figure needs attention" : $"{faults.Count} figures need attention", faults);

        return Facts with { SloP95Ms = (int?)p95, SloErrorRate = (double?)(errors / 100), MonthlyBudget = budget is { } dollars ? Money.FromDollars(dollars) : null };
    }

    private static decimal? Number(string field, string text, List<ErrorDetail> faults)
    {
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (TypedNumber.TryRead(text, out decimal number))
            return number;

        faults.Add(new ErrorDetail(field, $"'{text.Trim()}' is not a number; write it as 1200 or 0.5"));
        return null;
    }

    private static string Text(IFormattable? number) => number?.ToString("0.#########", CultureInfo.InvariantCulture) ?? "";
}
