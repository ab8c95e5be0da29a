using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Usage;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Releases;

/// <summary>How versions of a prompt have fared in production lately, from the calls and the feedback that services reported.</summary>
public sealed partial class ArmHours
{
    private const int Hours = 48;

    /// <summary>Calls may also be taken in by another node, which tells this one nothing.</summary>
    private static readonly TimeSpan Refresh = TimeSpan.FromSeconds(30);

    private IReadOnlyList<GetArmHours.Arm>? _arms;
    private string? _shown;

    [Inject]
    private GetArmHours Get { get; set; } = default!;

    [Parameter, EditorRequired]
    public string PromptKey { get; set; } = "";

    /// <summary>Those to show; every version that was called when empty.</summary>
    [Parameter]
    public IReadOnlyList<int> Versions { get; set; } = [];

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Prompt(PromptKey), LoadAsync);
        RefreshEvery(Refresh, LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        var shown = $"{PromptKey} {string.Join(' ', Versions)}";
        if (shown == _shown)
            return Task.CompletedTask;
        _shown = shown;
        return LoadAsync();
    }

    private async Task LoadAsync() =>
        _arms = await GetAsync("Reading the calls", actor => Get.HandleAsync(new GetArmHours.Query(PromptKey, Versions, Hours), actor, Ended)) ?? _arms;

    private static string Milliseconds(double value) => Figures.Duration(TimeSpan.FromMilliseconds(value));

    private static string Dollars(double value) => Figures.Dollars((decimal)value);
}
