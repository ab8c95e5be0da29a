using OpsConsole.Core.Features.Releases;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

internal enum ReviewTab { Mine, Others, Rollout, All }

/// <summary>When a decision is due.</summary>
internal enum DueWithin { Overdue, Day, Week }

/// <summary>What the address of the reviews page asks for.</summary>
internal sealed record ReviewFilter(string? System, string? Search, int? Tier, DueWithin? Due)
{
    public static readonly IReadOnlyList<Choice<string>> Tiers = [new("", "All tiers"), .. Enumerable.Range(1, 4).Select(tier => new Choice<string>($"{tier}", $"T{tier}"))];

    public static readonly IReadOnlyList<Choice<string>> Dues = [new("", "Due any time"), .. Enum.GetValues<DueWithin>().Select(due => new Choice<string>(Key(due), due == DueWithin.Overdue ? "Overdue" : $"Due {Word(due)}"))];

    public bool Any => System is not null || Search is not null || Tier is not null || Due is not null;

    public static ReviewTab Tab(string? text) => Enum.TryParse<ReviewTab>(text, ignoreCase: true, out var tab) && Enum.IsDefined(tab) ? tab : ReviewTab.Mine;

    public static ReviewFilter Of(string? system, string? search, string? tier, string? due) => new(
        Given(system), Given(search), tier is ['1' or '2' or '3' or '4'] ? tier[0] - '0' : null, Enum.GetValues<DueWithin>().Where(known => Key(known) == due).Select(known => (DueWithin?)known).FirstOrDefault());

    public bool Admits(GetInbox.Item item, DateTime now) =>
        (System is null || item.SystemKey == System)
        && (Search is null || item.PromptKey.Contains(Search, StringComparison.OrdinalIgnoreCase))
        && (Tier is null || item.Tier == Tier)
        && (Due is not { } due || Falls(item.DecideBy - now, due));

    public static string Word(DueWithin due) => due switch
    {
        DueWithin.Overdue => "overdue",
        DueWithin.Day => "within 24 h",
        DueWithin.Week => "this week",
    };

    private static string Key(DueWithin due) => due switch
    {
        DueWithin.Overdue => "overdue",
        DueWithin.Day => "24h",
        DueWithin.Week => "week",
    };

    private static bool Falls(TimeSpan left, DueWithin due) => due switch
    {
        DueWithin.Overdue => left <= TimeSpan.Zero,
        DueWithin.Day => left > TimeSpan.Zero && left <= TimeSpan.FromHours(24),
        DueWithin.Week => left > TimeSpan.Zero && left <= TimeSpan.FromDays(7),
    };

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
