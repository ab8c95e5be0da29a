using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Features.Comparisons;

namespace OpsConsole.Web.Features.Compare;

/// <summary>Finished runs and their candidates to choose from. What is chosen goes into the address.</summary>
public sealed partial class ComparePicker(ListComparable list)
{
    private readonly List<string> _chosen = [];
    private IReadOnlyList<ListComparable.Item>? _items;

    /// <summary>What the address holds now: runs and candidates, with commas between.</summary>
    [Parameter]
    public string? Chosen { get; set; }

    /// <summary>Only its runs; null for those of all systems.</summary>
    [Parameter]
    public string? SystemKey { get; set; }

    private string? System => _items?.FirstOrDefault(run => _chosen.Exists(id => id.StartsWith($"{run.Id}.", StringComparison.Ordinal)))?.SystemKey;

    private string? Off => _chosen.Count switch
    {
        0 => "nothing is chosen",
        > CompareRuns.MaxCandidates => $"{_chosen.Count} are chosen, at most {CompareRuns.MaxCandidates} fit side by side",
        _ => null,
    };

    protected override async Task OnInitializedAsync()
    {
        _items = await GetAsync("Listing finished runs", actor => list.HandleAsync(new(SystemKey), actor, Ended));
        if (CandidateChoice.ParseAll(Chosen) is not { IsOk: true, Value: var choices } || _items is null)
            return;

        _chosen.AddRange(choices.SelectMany(choice => choice.Position is null
            ? (_items.FirstOrDefault(run => run.Id == choice.RunId)?.Candidates ?? []).Select(candidate => CandidateChoice.IdOf(choice.RunId, candidate.Position))
            : [choice.ToString()]).Distinct());
    }

    private void Choose(string id, bool chosen)
    {
        _chosen.Remove(id);
        if (chosen)
            _chosen.Add(id);
    }

    private void Compare() => Navigation.NavigateTo(CompareAddress.Of(_chosen));
}
