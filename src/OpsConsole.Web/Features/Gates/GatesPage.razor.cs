using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Gates.Model;
using OpsConsole.Web.Components.Controls;
using OpsConsole.Web.Components.Layout;

namespace OpsConsole.Web.Features.Gates;

/// <summary>The gates of one prompt: what they ask for, what the newest version has to show, and how they came to be.</summary>
public sealed partial class GatesPage(GetGates get, RemoveGate remove, IDialogService dialogs)
{
    private GetGates.Details? _gates;

    [SupplyParameterFromQuery(Name = "prompt")]
    private string? Prompt { get; set; }

    private IReadOnlyList<Crumb> Parents => string.IsNullOrWhiteSpace(Prompt) ? [new Crumb("Prompts", "/prompts")] : [new Crumb("Prompts", "/prompts"), new Crumb(Prompt, $"/prompts/{Prompt}")];

    /// <summary>The answer: does the newest version pass what it must pass.</summary>
    private string Title => _gates switch
    {
        null => "Gates",
        { LatestVersion: 0 } => $"{_gates.PromptKey} has no version yet",
        { } gates when gates.Gates.All(gate => gate.Current is null) => $"{gates.PromptKey} has no gate",
        { } gates when gates.Gates.Any(gate => gate is { Current: not null, Evidence: null }) => $"Evidence for v{gates.LatestVersion} is missing",
        { } gates => GateRules.Overall(gates.Evidence.SelectMany(gate => gate.Rules)) switch
        {
            GateVerdict.Pass => $"v{gates.LatestVersion} passes its gates",
            GateVerdict.Fail => $"v{gates.LatestVersion} fails its gates",
            GateVerdict.Inconclusive => $"v{gates.LatestVersion} does not yet pass its gates",
        },
    };

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Runs, LoadAsync);
        RefreshOn(ChangeFeed.Releases, LoadAsync);
        RefreshOn(ChangeFeed.Labels, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync()
    {
        if (string.IsNullOrWhiteSpace(Prompt))
            _gates = null;
        else
            _gates = await GetAsync("Reading the gates", actor => get.HandleAsync(Prompt, actor, Ended)) ?? (_gates?.PromptKey == Prompt ? _gates : null);
    }

    private async Task RemoveAsync(GetGates.Item gate)
    {
        var word = GateWords.Of(gate.Kind).ToLowerInvariant();
        var reason = await dialogs.AskReasonAsync(
            $"Take the {word} gate off {Prompt}", "Versions of this prompt no longer have its evidence; tiers that ask for it admit no release. Earlier editions stay readable.", "Remove gate", "Keep gate");
        if (reason is not null && await RunAsync("Removing the gate", actor => remove.HandleAsync(new(Prompt!, gate.Kind, reason), actor, CancellationToken.None)))
            await LoadAsync();
    }
}
