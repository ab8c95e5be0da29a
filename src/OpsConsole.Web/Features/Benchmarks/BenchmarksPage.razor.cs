using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Features.Runs;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>What can be compared, when it runs by itself and how it went last.</summary>
public sealed partial class BenchmarksPage(ListBenchmarks list)
{
    private Page<ListBenchmarks.Item>? _page;

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    private string Title => _page is { Items: { Count: > 0 } items, Next: null } && After is null
        ? $"{RunWords.Count(items.Count, "benchmark")}, {items.Count(item => item.Cron is not null)} on a schedule"
        : "Benchmarks";

    private IReadOnlyList<FilterChip> Chips => System is { } system ? [new FilterChip("System", system, Navigation.GetUriWithQueryParameter("system", (string?)null))] : [];

    protected override void OnInitialized() => RefreshOn(ChangeFeed.Runs, LoadAsync);

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _page = await GetAsync("Listing the benchmarks", actor => list.HandleAsync(new(System, Search, After), actor, Ended)) ?? _page;
}
