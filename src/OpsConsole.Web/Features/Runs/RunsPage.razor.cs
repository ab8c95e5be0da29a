using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Runs;

/// <summary>All runs, newest first.</summary>
public sealed partial class RunsPage(ListRuns list)
{
    private ListRuns.Page? _page;

    [SupplyParameterFromQuery(Name = "state")]
    private string? State { get; set; }

    [SupplyParameterFromQuery(Name = "benchmark")]
    private string? Benchmark { get; set; }

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    [SupplyParameterFromQuery(Name = "before")]
    private string? Before { get; set; }

    private RunState? WantedState => Enum.TryParse<RunState>(State, ignoreCase: true, out var state) && Enum.IsDefined(state) ? state : null;

    private bool Filtered => WantedState is not null || Benchmark is not null || System is not null || Before is not null;

    private string Title => _page switch
    {
        null => "Runs",
        { States: var states } when states.Where(state => !Run.IsFinal(state.Key)).Sum(state => state.Value) is > 0 and var active => $"{RunWords.Count(active, "run")} in progress",
        { Items: [var newest, ..] } when !Filtered => $"Nothing is running; {newest.Key} was the last",
        _ => "Runs",
    };

    private IReadOnlyList<SegOption> States =>
    [
        new("All", Without("state"), WantedState is null),
        .. Enum.GetValues<RunState>().Select(state => new SegOption(StateLook.Of(state).Word, With("state", state.ToString().ToLowerInvariant()), WantedState == state)),
    ];

    private IReadOnlyList<FilterChip> Chips =>
    [
        .. Benchmark is { } benchmark ? [new FilterChip("Benchmark", benchmark, Without("benchmark"))] : Array.Empty<FilterChip>(),
        .. System is { } system ? [new FilterChip("System", system, Without("system"))] : Array.Empty<FilterChip>(),
    ];

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Runs, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(5), LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var before = Before is { } key ? Run.ParseKey(key) : null;
        _page = await GetAsync("Listing the runs", actor => list.HandleAsync(new(50, before, Benchmark, System, WantedState), actor, Ended)) ?? _page;
    }

    private string With(string name, string value) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = value, ["before"] = null });

    private string Without(string name) => Navigation.GetUriWithQueryParameters(new Dictionary<string, object?> { [name] = null, ["before"] = null });
}
