using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Releases;

/// <summary>Requests that wait for a decision, in the order of what a decision needs: rows, and cards below 700 px.</summary>
public sealed partial class InboxList
{
    private const string PromptLabelName = PromptLabel.Production;

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

    /// <summary>The second line: what else moved, or which proof is missing.</summary>
    private static string? Beside(GetInbox.Item item)
    {
        if (item.Unproven.Count > 0)
            return $"no evidence for the {string.Join(" and ", item.Unproven.Select(kind => GateWords.Of(kind).ToLowerInvariant()))} gate";
        if (item.Figures is not { Difference: not null } figures)
            return null;
        var latency = figures is { LatencyP95: { } now, LiveLatencyP95: { } before } ? $"; p95 {Milliseconds(before)} to {Milliseconds(now)}" : null;
        return $"{figures.Fixed} fixed, {figures.Regressed} regressed{latency}";
    }

    private static string? UnderCard(GetInbox.Item item) => item.StaleReason ?? (item.Excepted.Count > 0 ? string.Join(", ", item.Excepted) : item.Unproven.Count > 0 ? Beside(item) : null);

    private static string? CostWords(GetInbox.Item item) => item.Figures switch
    {
        { CostPer1000: { } now, LiveCostPer1000: { } before } => $"{Change(now - before)} per 1,000",
        { CostPer1000: { } alone } => $"{Figures.Dollars(alone)} per 1,000",
        _ => null,
    };

    private static string Change(decimal dollars) => dollars > 0 ? "+" + Figures.Dollars(dollars) : Figures.Dollars(dollars);

    private static string Milliseconds(double value) => Figures.Duration(TimeSpan.FromMilliseconds(value));
}
