using Microsoft.AspNetCore.Components;
using MudBlazor;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

/// <summary>Where the labels of a prompt point, with the way back, and every release that there was.</summary>
public sealed partial class PromptReleases
{
    private const int Step = 20;
    private ListLabels.Listing? _labels;
    private Page<ListReleases.Item>? _releases;
    private string? _read;
    private int _shown = Step;

    [Inject]
    private ListLabels Labels { get; set; } = default!;

    [Inject]
    private ListReleases Releases { get; set; } = default!;

    [Inject]
    private RollBack RollBack { get; set; } = default!;

    [Inject]
    private IDialogService Asking { get; set; } = default!;

    [Parameter, EditorRequired]
    public string PromptKey { get; set; } = "";

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Releases, LoadAsync);
        RefreshOn(ChangeFeed.Labels, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        if (_read == PromptKey)
            return Task.CompletedTask;
        (_read, _labels, _releases, _shown) = (PromptKey, null, null, Step);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        _labels = await GetAsync("Reading the labels", actor => Labels.HandleAsync(PromptKey, actor, Ended)) ?? _labels;
        if (Fault is null)
            _releases = await GetAsync("Listing the releases", actor => Releases.HandleAsync(new(PromptKey, Limit: _shown), actor, Ended)) ?? _releases;
    }

    private Task OlderAsync()
    {
        _shown += Step;
        return LoadAsync();
    }

    private async Task RollBackAsync(ListLabels.Item item)
    {
        var (label, back) = (item.Label, item.BackTo);
        var consequence = label.CanaryReleaseId is { } canary
            ? $"The canary of {KeyOf(canary)} ends; everybody gets v{back} again. It needs no approval and is recorded with your reason."
            : $"{label.Name} points at v{back} again instead of v{label.Number}, for everybody, at once. It needs no approval and is recorded with your reason.";
        var reason = await Asking.AskReasonAsync($"Roll {PromptKey} back to v{back}", consequence, "Roll back", label.CanaryReleaseId is null ? $"Keep v{label.Number}" : "Keep the canary");
        if (reason is not null && await RunAsync("Rolling back", async actor => (await RollBack.HandleAsync(new(PromptKey, label.Name, back, reason), actor, CancellationToken.None)).Error is { } refused ? refused : Result.Ok))
            await LoadAsync();
    }

    private string VersionHref(int number) => $"/prompts/{PromptKey}?v={number}";

    private static string ReleaseHref(int id) => $"/reviews/{KeyOf(id)}";

    private static string KeyOf(int id) => Release.KeyOf(id);
}
