using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Runs;

namespace OpsConsole.Web.Features.Runs;

/// <summary>The newest results of a run in progress. Nothing moves under the pointer: what is new waits behind a button.</summary>
public sealed partial class LatestResults
{
    private const int Rows = 8;

    /// <summary>As many as the monitor keeps.</summary>
    private const int Kept = 40;

    private IReadOnlyList<RecentResult> _shown = [];
    private int _waiting;

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    protected override void OnParametersSet()
    {
        var recent = Run.Pulse?.Recent ?? [];
        _waiting = _shown is [var newest, ..] ? recent.TakeWhile(result => result != newest).Count() : recent.Count;

        // While the table is not full there is nothing that could be pushed away.
        if (_shown.Count < Rows)
            Take();
    }

    private void Take()
    {
        if (Run.Pulse is { } pulse)
            _shown = [.. pulse.Recent.Take(Rows)];
        _waiting = 0;
    }
}
