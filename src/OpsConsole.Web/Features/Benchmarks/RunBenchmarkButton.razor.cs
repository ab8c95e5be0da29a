using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Benchmarks;

/// <summary>Starts a run of a benchmark, after saying how large it will be and what it may cost, and opens it.</summary>
public sealed partial class RunBenchmarkButton(PlanRun plan, IDialogService dialogs)
{
    [Parameter, EditorRequired]
    public string BenchmarkKey { get; set; } = "";

    [Parameter, EditorRequired]
    public string BenchmarkName { get; set; } = "";

    /// <summary>As many calls as the run will make.</summary>
    [Parameter, EditorRequired]
    public int Cells { get; set; }

    [Parameter, EditorRequired]
    public Money? Cap { get; set; }

    /// <summary>Why it cannot start now: another run of it is active.</summary>
    [Parameter]
    public string? Off { get; set; }

    [Parameter]
    public bool Primary { get; set; }

    private async Task StartAsync()
    {
        var spend = Cap is { } cap ? $"It stops before it spends more than {Figures.Dollars(cap.Dollars)}." : "It has no spend cap: calls of paid models are billed without limit.";
        if (!await dialogs.ConfirmAsync($"Run {BenchmarkName}", $"{Figures.Count(Cells)} calls will be made. {spend} You can cancel it at any time.", "Run benchmark", "Not now"))
            return;

        var planned = await GetAsync("Starting the run", actor => plan.HandleAsync(new(BenchmarkKey, RunTrigger.Person), actor, CancellationToken.None));
        if (planned is not null)
            Navigation.NavigateTo($"/runs/{planned.Key}");
    }
}
