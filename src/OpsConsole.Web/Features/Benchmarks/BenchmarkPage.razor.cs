using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>One benchmark: what it compares, when it runs, how it went; and the button that runs it now.</summary>
public sealed partial class BenchmarkPage(GetBenchmark get, ListRuns list, ListBenchmarkGates listGates, BrowserTimeZone zone, TimeProvider clock)
{
    private GetBenchmark.Details? _benchmark;
    private ListRuns.Page? _runs;
    private IReadOnlyList<ListBenchmarkGates.Item> _gates = [];
    private bool _mayEdit;

    [Parameter]
    public string Key { get; set; } = "";

    private BrowserTimeZone Zone => zone;

    private TimeProvider Clock => clock;

    private int Cells => _benchmark is { } shown ? shown.LatestCases * shown.Candidates.Count * shown.Repeats : 0;

    private ListRuns.Item? Active => _runs?.Items.FirstOrDefault(run => !Run.IsFinal(run.State));

    private string? Off => Active is { } active ? $"{active.Key} is {StateLook.Of(active.State).Word.ToLowerInvariant()}" : Cells == 0 ? "the dataset has no cases" : null;

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Runs, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(5), LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        var found = await GetAsync("Reading the benchmark", actor =>
        {
            // The roles that may run may edit: the reason why both are off stands once, at the run button.
            _mayEdit = actor.Can(Permission.BenchmarksWrite);
            return get.HandleAsync(Key, actor, Ended);
        });
        if (found is null)
            return;

        _runs = await GetAsync("Listing its runs", actor => list.HandleAsync(new(10, BenchmarkKey: Key), actor, Ended)) ?? _runs;
        _gates = await GetAsync("Listing its gates", actor => listGates.HandleAsync(Key, actor, Ended)) ?? _gates;
        _benchmark = found;
    }
}
