using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>Restates a benchmark; runs that were made keep what they were planned with.</summary>
public sealed partial class EditBenchmarkPage(GetBenchmark get, UpdateBenchmark update, BenchmarkOptionsReader reader)
{
    private BenchmarkOptions? _options;
    private BenchmarkInput? _input;
    private GetBenchmark.Details? _benchmark;

    [Parameter]
    public string Key { get; set; } = "";

    protected override async Task OnInitializedAsync()
    {
        _benchmark = await GetAsync("Reading the benchmark", actor => get.HandleAsync(Key, actor, Ended));
        if (_benchmark is null)
            return;

        _options = await GetAsync("Reading what can be compared", actor => reader.ReadAsync(actor, Ended));
        _input = BenchmarkInput.Of(_benchmark);
    }

    private async Task SaveAsync()
    {
        var stored = await RunAsync("Saving the benchmark", async actor =>
        {
            var draft = _input!.ToDraft();
            return draft.IsOk ? await update.HandleAsync(new(Key, _benchmark!.Revision, draft.Value), actor, CancellationToken.None) : draft.Error;
        });
        if (stored)
            Navigation.NavigateTo($"/benchmarks/{Key}");
    }
}
