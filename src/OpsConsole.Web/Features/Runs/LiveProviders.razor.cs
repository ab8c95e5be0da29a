using Microsoft.AspNetCore.Components;
using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Components.Controls;

namespace OpsConsole.Web.Features.Runs;

/// <summary>What a run in progress asks of each model, and how its provider bears it.</summary>
public sealed partial class LiveProviders(GetProvider providers)
{
    private readonly Dictionary<string, Limits> _limits = [];

    [Parameter, EditorRequired]
    public GetRun.Detail Run { get; set; } = default!;

    /// <summary>By provider; empty where another node executes the run.</summary>
    [Parameter, EditorRequired]
    public IReadOnlyDictionary<string, ProviderSnapshot> Waiting { get; set; } = default!;

    private IReadOnlyList<Row> Rows => [.. Run.Candidates
        .GroupBy(candidate => (candidate.ProviderKey, candidate.ModelKey))
        .Select(group =>
        {
            var seen = Waiting.GetValueOrDefault(group.Key.ProviderKey);
            var retries = seen?.WaitingRetries.Where(retry => retry.Model == group.Key.ModelKey).ToList() ?? [];
            return new Row(
                group.Key.ProviderKey, group.Key.ModelKey, group.Sum(candidate => candidate.DoneCells), group.Sum(candidate => candidate.FailedCells), group.Count() * Run.CaseCount * Run.Repeats,
                retries.Count, retries.Count == 0 ? null : RunWords.Error(retries.GroupBy(retry => retry.Reason).MaxBy(reason => reason.Count())!.Key).ToLowerInvariant(),
                group.Sum(candidate => candidate.Cost.Dollars), seen);
        })];

    // Limits hardly change within a run: read once.
    protected override async Task OnInitializedAsync()
    {
        foreach (var key in Run.Candidates.Select(candidate => candidate.ProviderKey).Distinct())
        {
            if (await GetAsync("Reading the provider", actor => providers.HandleAsync(key, actor, Ended)) is { } provider)
                _limits[key] = new Limits(provider.Facts.RequestsPerMinute, provider.Facts.MaxConcurrency);
        }
    }

    private Limits? LimitsOf(Row row) => _limits.GetValueOrDefault(row.Provider);

    private static StateLook Circuit(CircuitStatus status) => status switch
    {
        CircuitStatus.Closed => new("Closed", Tone.Pass, Shape.Check),
        CircuitStatus.HalfOpen => new("Half open", Tone.Warn, Shape.Half),
        CircuitStatus.Open => new("Open", Tone.Fail, Shape.Cross),
    };

    private sealed record Limits(int? PerMinute, int InFlight);

    private sealed record Row(string Provider, string Model, int Done, int Failed, int Total, int Retrying, string? RetryReason, decimal Cost, ProviderSnapshot? Seen);
}
