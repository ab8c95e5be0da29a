using System.Collections.Concurrent;

namespace OpsConsole.Core.Ai.Monitoring;

/// <summary>Keeps, for the live page, what the calls of this process to each provider are doing; memory is bounded by the number of providers.</summary>
public sealed class ProviderMonitor(TimeProvider clock)
{
    private readonly ConcurrentDictionary<string, ProviderActivity> _activities = new(StringComparer.Ordinal);

    /// <summary>The state of one endpoint; all zero for one that was never called.</summary>
    public ProviderSnapshot Snapshot(string endpointKey) =>
        (_activities.TryGetValue(endpointKey, out var activity) ? activity : new ProviderActivity(endpointKey, clock)).Snapshot();

    /// <summary>The state of every endpoint that was called, by key.</summary>
    public IReadOnlyList<ProviderSnapshot> Snapshots() =>
        [.. _activities.OrderBy(activity => activity.Key, StringComparer.Ordinal).Select(activity => activity.Value.Snapshot())];

    internal ProviderActivity Of(string endpointKey) => _activities.GetOrAdd(endpointKey, static (key, clock) => new ProviderActivity(key, clock), clock);
}
