using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Runs;

/// <summary>One run: its progress while it is unfinished, its comparison afterwards. The change from one to the other comes by itself.</summary>
public sealed partial class RunView(GetRun get, CancelRun cancel, IDialogService dialogs)
{
    internal static readonly IReadOnlyList<Crumb> Parents = [new Crumb("Runs", "/runs")];
    private GetRun.Detail? _run;
    private Fault? _refused;

    [Parameter, EditorRequired]
    public int RunId { get; set; }

    protected override async Task OnInitializedAsync()
    {
        await LoadAsync();
        if (_run is not { IsFinal: false })
            return;

        RefreshOn(ChangeFeed.Run(RunId), LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(2), LoadAsync);
    }

    private async Task LoadAsync()
    {
        // A finished run never changes again.
        if (_run is not { IsFinal: true })
            _run = await GetAsync("Reading the run", actor => get.HandleAsync(RunId, actor, Ended)) ?? _run;
    }

    private async Task CancelAsync()
    {
        var run = _run!;
        var sure = await dialogs.ConfirmAsync(
            $"Cancel {run.Key}",
            $"Calls in flight are dropped within two seconds. The {RunWords.Count(run.DoneCells, "result")} so far and their cost of {Figures.Dollars(run.Cost.Dollars)} stay; the run cannot be continued.",
            "Cancel run",
            "Keep running",
            destructive: true);
        if (!sure)
            return;

        // Kept apart from the fault of the next refresh, which would wipe it out.
        _refused = await RunAsync("Cancelling the run", actor => cancel.HandleAsync(RunId, actor, CancellationToken.None)) ? null : Fault;
        await LoadAsync();
    }
}
