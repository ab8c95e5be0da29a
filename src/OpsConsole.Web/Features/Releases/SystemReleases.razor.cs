using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Releases;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Web.Features.Releases;

/// <summary>The open releases of a system, and the last ones that are not.</summary>
public sealed partial class SystemReleases
{
    private const int OpenShown = 10;
    private const int LastShown = 5;
    private static readonly IReadOnlyList<ReleaseState> OpenStates = [ReleaseState.Requested, ReleaseState.Approved, ReleaseState.Rolling];
    private static readonly IReadOnlyList<ReleaseState> OtherStates = [.. Enum.GetValues<ReleaseState>().Except(OpenStates)];
    private IReadOnlyList<ListReleases.Item>? _open;
    private IReadOnlyList<ListReleases.Item>? _shown;
    private string? _read;
    private bool _more;

    [Inject]
    private ListReleases List { get; set; } = default!;

    [Parameter, EditorRequired]
    public string SystemKey { get; set; } = "";

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Releases, LoadAsync);
        RefreshEvery(TimeSpan.FromSeconds(30), LoadAsync);
    }

    protected override Task OnParametersSetAsync()
    {
        if (_read == SystemKey)
            return Task.CompletedTask;
        (_read, _open, _shown) = (SystemKey, null, null);
        return LoadAsync();
    }

    private async Task LoadAsync()
    {
        var open = await GetAsync("Listing the open releases", actor => List.HandleAsync(new(SystemKey: SystemKey, States: OpenStates, Limit: OpenShown), actor, Ended));
        var last = open is null ? null : await GetAsync("Listing the last releases", actor => List.HandleAsync(new(SystemKey: SystemKey, States: OtherStates, Limit: LastShown), actor, Ended));
        if (open is not null && last is not null)
            (_open, _more, _shown) = (open.Items, open.Next is not null, [.. open.Items, .. last.Items]);
    }
}
