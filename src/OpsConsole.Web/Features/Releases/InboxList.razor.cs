using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Releases;

/// <summary>Requests that wait for a decision, in the order of what a decision needs: rows, and cards below 700 px.</summary>
public sealed partial class InboxList(TimeProvider clock)
{
    /// <summary>The label that goes without saying.</summary>
    private const string Usual = PromptLabel.Production;

    [Parameter, EditorRequired]
    public string Label { get; set; } = "";

    /// <summary>Null while they load.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyList<GetInbox.Item>? Items { get; set; }

    [Parameter]
    public RenderFragment? Empty { get; set; }

    /// <summary>One for all rows shown.</summary>
    private BarScale Scale { get; set; } = BarScale.OfDifferences(Array.Empty<Core.Features.Runs.Model.Estimate?>());

    protected override void OnParametersSet() => Scale = BarScale.OfDifferences((Items ?? []).Select(item => item.Figures?.Difference));

    private static string Href(GetInbox.Item item) => $"/reviews/{item.Key}";

    private static string Act(GetInbox.Item item) => item.AsRole is null ? "Open" : "Review";

    private static string Says(GetInbox.Item item) => item.Figures?.Words ?? "No figures yet: its baseline gate has no finished run";

    /// <summary>A row has the figures of a long sentence in its second line.</summary>
    private static (string Head, string? Tail) Halves(GetInbox.Item item) =>
        Says(item).Split(": ", 2) is [var head, var tail] && item.Figures is not null ? (head, tail) : (Says(item), null);

    private static string Verdict(GetInbox.Item item) => Halves(item).Head;

    /// <summary>The second line: the figures, or what else moved.</summary>
    private static string? Beside(GetInbox.Item item)
    {
        if (Halves(item).Tail is { } tail)
            return tail;
        if (item.Figures is not { Difference: not null } figures)
            return null;
        var latency = figures is { LatencyP95: { } now, LiveLatencyP95: { } before } ? $"; p95 {Milliseconds(before)} to {Milliseconds(now)}" : null;
        return $"{figures.Fixed} fixed, {figures.Regressed} regressed{latency}";
    }

    private static string? Unproven(GetInbox.Item item) =>
        item.Unproven.Count == 0 ? null : $"no {string.Join(", ", item.Unproven.Select(kind => GateWords.Of(kind).ToLowerInvariant()))} evidence";

    private static string? UnderCard(GetInbox.Item item) => item.StaleReason ?? (item.Excepted.Count > 0 ? string.Join(", ", item.Excepted) : Unproven(item));

    private static string? CostWords(GetInbox.Item item) => item.Figures switch
    {
        { CostPer1000: { } now, LiveCostPer1000: { } before } => $"{Change(now - before)} per 1,000",
        { CostPer1000: { } alone } => $"{Figures.Dollars(alone)} per 1,000",
        _ => null,
    };

    // To the cent, as the amounts that it lies between; only what is less than half a cent needs more digits.
    private static string Change(decimal dollars) => (dollars > 0 ? "+$" : dollars < 0 ? "−$" : "$")
        + (Math.Abs(dollars) is > 0 and < 0.005m and var small ? Figures.Significant((double)small) : Figures.Fixed((double)Math.Abs(dollars), 2));

    private static string Milliseconds(double value) => Figures.Duration(TimeSpan.FromMilliseconds(value));
}
