using OpsConsole.Core.Features.Systems.Model;

namespace OpsConsole.Core.Features.Systems;

/// <summary>One factor that was restated.</summary>
internal sealed record FactorChange(string Factor, string From, string To);

/// <summary>What an edit of a system's facts changes. Factors with their values, because the tier follows from them; other facts by name only: they may name people.</summary>
internal sealed record SystemChange(IReadOnlyList<FactorChange> Factors, IReadOnlyList<string> Fields, int FromLevel, int ToLevel)
{
    public static SystemChange Between(SystemFacts before, SystemFacts after)
    {
        var (from, to) = (before.Factors, after.Factors);
        FactorChange[] factors =
        [
            new("audience", $"{from.Audience}", $"{to.Audience}"),
            new("data", $"{from.Data}", $"{to.Data}"),
            new("autonomy", $"{from.Autonomy}", $"{to.Autonomy}"),
            new("effect", $"{from.Effect}", $"{to.Effect}"),
            new("regulatory class", $"{from.Regulatory}", $"{to.Regulatory}"),
        ];
        (string Name, bool Differs)[] fields =
        [
            ("name", before.Name != after.Name),
            ("purpose", before.Purpose != after.Purpose),
            ("owner", before.Owner != after.Owner),
            ("technical owner", before.TechnicalOwner != after.TechnicalOwner),
            ("classes of data", before.DataClasses != after.DataClasses),
            ("regions", before.Regions != after.Regions),
            ("latency objective", before.SloP95Ms != after.SloP95Ms),
            ("error objective", before.SloErrorRate != after.SloErrorRate),
            ("monthly budget", before.MonthlyBudget != after.MonthlyBudget),
            ("critical flag", before.Critical != after.Critical),
            ("state", before.State != after.State),
        ];
        return new SystemChange(
            [.. factors.Where(change => change.From != change.To)],
            [.. fields.Where(field => field.Differs).Select(field => field.Name)],
            RiskTier.Of(from).Level,
            RiskTier.Of(to).Level);
    }

    public string Words
    {
        get
        {
            IEnumerable<string> parts = [.. Factors.Select(change => $"{change.Factor} from {change.From} to {change.To}"), .. Fields];
            var changed = string.Join(", ", parts);
            return changed.Length == 0 ? "Saved without a change." : $"Changed: {changed}.{(FromLevel == ToLevel ? null : $" Tier from T{FromLevel} to T{ToLevel}.")}";
        }
    }
}
