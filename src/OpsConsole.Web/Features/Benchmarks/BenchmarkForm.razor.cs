using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>The definition of a benchmark being written; assertions and schedule are checked while they are typed.</summary>
public sealed partial class BenchmarkForm
{
    private const string Example = "- type: icontains-any\n  value: \"{{ expected }}\"\n  metric: answer-found\n- type: latency\n  threshold: 2500";

    private static readonly IReadOnlyList<string> Zones = [.. TimeZoneInfo.GetSystemTimeZones().Where(zone => zone.HasIanaId).Select(zone => zone.Id)];

    private static readonly IReadOnlyList<Choice<MissedRunPolicy>> Policies = Choice.All<MissedRunPolicy>(policy => policy switch
    {
        MissedRunPolicy.Skip => "is left out",
        MissedRunPolicy.RunOnce => "is made up for once",
    });

    [Parameter, EditorRequired]
    public BenchmarkInput Input { get; set; } = default!;

    [Parameter, EditorRequired]
    public BenchmarkOptions Options { get; set; } = default!;

    /// <summary>A new benchmark is given its key and system; afterwards they stay.</summary>
    [Parameter]
    public bool New { get; set; }

    [Parameter]
    public Fault? Fault { get; set; }

    [Parameter]
    public bool Busy { get; set; }

    /// <summary>The act in the button: "Define benchmark".</summary>
    [Parameter, EditorRequired]
    public string Act { get; set; } = "";

    [Parameter, EditorRequired]
    public string CancelHref { get; set; } = "";

    [Parameter, EditorRequired]
    public EventCallback OnSave { get; set; }

    private IReadOnlyList<Choice<string>> Systems => [.. Options.Systems.Select(system => new Choice<string>(system.Key, system.Name))];

    private IReadOnlyList<Choice<string>> Datasets => [.. Options.Datasets.Select(dataset => new Choice<string>(dataset.Key, $"{dataset.Name} ({dataset.Key}, {Figures.Count(dataset.Cases)} cases)"))];

    private IReadOnlyList<Choice<int?>> DatasetVersions =>
    [
        new(null, "newest"),
        .. Enumerable.Range(1, Options.Datasets.FirstOrDefault(dataset => dataset.Key == Input.DatasetKey)?.LatestVersion ?? 0).Reverse().Select(number => new Choice<int?>(number, $"v{number}")),
    ];

    private string? Zone => string.IsNullOrWhiteSpace(Input.TimeZone) ? null : Input.TimeZone.Trim();

    private string? ScheduleFault => string.IsNullOrWhiteSpace(Input.Cron) ? null : Schedule.Parse(Input.Cron.Trim(), Zone).Error?.Message;

    private IReadOnlyList<DateTime> NextFirings =>
        !string.IsNullOrWhiteSpace(Input.Cron) && Schedule.Parse(Input.Cron.Trim(), Zone) is { IsOk: true, Value: var schedule }
            ? schedule.NextAfter(Clock.GetUtcNow().UtcDateTime, GetBenchmark.ShownFirings)
            : [];

    private void PickDataset(string key)
    {
        Input.DatasetKey = key;
        Input.DatasetVersion = null;
    }

    private void MakeBaseline(CandidateInput chosen)
    {
        foreach (var candidate in Input.Candidates)
            candidate.IsBaseline = candidate == chosen;
    }

    private void Add() => Input.Candidates.Add(Input.Candidates[^1].Another());

    private void Remove(CandidateInput candidate)
    {
        Input.Candidates.Remove(candidate);
        if (candidate.IsBaseline)
            Input.Candidates[0].IsBaseline = true;
    }
}
