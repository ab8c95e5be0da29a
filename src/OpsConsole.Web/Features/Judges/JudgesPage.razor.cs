using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Judges;

namespace OpsConsole.Web.Features.Judges;

/// <summary>Who decides model-graded assertions, and how far people agree.</summary>
public sealed partial class JudgesPage(ListJudges list)
{
    private ListJudges.Listing? _listing;

    private string Title => _listing?.Items.Where(item => !item.IsRetired).ToList() switch
    {
        null or [] => "Judges",
        var used when used.TrueForAll(item => item.Standing.MayGate) => used.Count == 1 ? "The judge may gate" : $"All {used.Count} judges may gate",
        var used when used.TrueForAll(item => !item.Standing.MayGate) => "No judge may gate yet",
        var used => $"{used.Count(item => item.Standing.MayGate)} of {used.Count} {(used.Count == 1 ? "judge" : "judges")} may gate",
    };

    protected override void OnInitialized()
    {
        RefreshOn(ChangeFeed.Judges, LoadAsync);
        RefreshOn(ChangeFeed.LabelQueues, LoadAsync);
    }

    protected override Task OnParametersSetAsync() => LoadAsync();

    private async Task LoadAsync() => _listing = await GetAsync("Listing the judges", actor => list.HandleAsync(actor, Ended)) ?? _listing;

    private static string? Grey(ListJudges.Item item) => item.IsRetired || !item.Standing.MayGate ? "dim" : null;
}
