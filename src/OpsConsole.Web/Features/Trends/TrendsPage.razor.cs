using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Trends;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Trends;

/// <summary>How figures went over runs: all measures in a list, or one measure of one benchmark in a chart.</summary>
public sealed partial class TrendsPage(ListMeasures measures, GetTrend get, ListBenchmarks benchmarks)
{
    private IReadOnlyList<ListMeasures.Item>? _items;
    private IReadOnlyList<ListBenchmarks.Item> _benchmarks = [];
    private GetTrend.Trend? _trend;

    [SupplyParameterFromQuery(Name = "system")]
    private string? System { get; set; }

    [SupplyParameterFromQuery(Name = "benchmark")]
    private string? Benchmark { get; set; }

    [SupplyParameterFromQuery(Name = "measure")]
    private string? Measure { get; set; }

    [SupplyParameterFromQuery(Name = "label")]
    private string? Label { get; set; }

    [SupplyParameterFromQuery(Name = "model")]
    private string? Model { get; set; }

    [SupplyParameterFromQuery(Name = "view")]
    private string? View { get; set; }

    private (TrendMeasure Measure, string? Metric) Wanted => MeasureKey.Parse(Measure);

    /// <summary>What moved comes first, the newest move on top.</summary>
    private IReadOnlyList<ListMeasures.Item>? Shown => _items is null ? null : [.. _items.OrderByDescending(item => item.Shift?.Point.RunId ?? 0)];

    private string Title
    {
        get
        {
            if (Benchmark is not null)
                return _trend is { } trend ? $"{TrendWords.Of(Wanted.Measure, Wanted.Metric)} of {trend.BenchmarkName}" : "Trends";
            return _items switch
            {
                null or { Count: 0 } => "Trends",
                var items when items.Count(item => item.Shift is not null) is > 0 and var moved => $"{moved} of {items.Count} measures have left their noise at some run",
                var items => $"All {items.Count} measures are within their noise",
            };
        }
    }

    private IReadOnlyList<FilterChip> Chips =>
    [
        .. Label is { } label ? [new FilterChip("Label", label, Navigation.GetUriWithQueryParameter("label", (string?)null))] : Array.Empty<FilterChip>(),
        .. Model is { } model ? [new FilterChip("Model", model, Navigation.GetUriWithQueryParameter("model", (string?)null))] : Array.Empty<FilterChip>(),
    ];

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Runs, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override async Task OnParametersSetAsync()
    {
        if (_benchmarks.Count == 0)
            _benchmarks = (await GetAsync("Listing the benchmarks", actor => benchmarks.HandleAsync(new(Limit: OpsConsole.Core.Common.Page.MaxLimit), actor, Ended)))?.Items ?? [];
        if (_trend is { } old && old.BenchmarkKey != Benchmark)
            _trend = null;
        await LoadAsync();
    }

    private async Task LoadAsync()
    {
        if (Benchmark is { } key)
        {
            var (measure, metric) = Wanted;
            _trend = await GetAsync("Reading the trend", actor => get.HandleAsync(new(key, measure, metric, Label, Model), actor, Ended)) ?? _trend;
        }
        else
        {
            _items = await GetAsync("Reading the measures", actor => measures.HandleAsync(System, actor, Ended)) ?? _items;
        }
    }

    private static IEnumerable<(TrendMeasure Measure, string? Metric)> Measures(GetTrend.Trend trend) =>
        [.. MeasureKey.Fixed.Select(measure => (measure, (string?)null)), .. trend.Metrics.Select(name => (TrendMeasure.Metric, (string?)name))];

    private void Go(string name, ChangeEventArgs change) =>
        Navigation.NavigateTo(Navigation.GetUriWithQueryParameter(name, change.Value is string { Length: > 0 } value ? value : null));

    private void ShowTable(bool table) => Navigation.NavigateTo(Navigation.GetUriWithQueryParameter("view", table ? "table" : null), replace: true);
}
