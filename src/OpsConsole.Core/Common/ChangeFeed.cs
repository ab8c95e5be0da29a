using System.Collections.Concurrent;

namespace OpsConsole.Core.Common;

/// <summary>
/// Tells open pages in this process that an object changed, after it was saved. It is a hint to re-read, never the truth:
/// a page on another node learns of the change by its own polling.
/// </summary>
public sealed class ChangeFeed
{
    private readonly ConcurrentDictionary<Guid, (string Topic, Action Handler)> _subscribers = new();

    /// <summary>Calls <paramref name="handler"/> after each change of <paramref name="topic"/> until disposed. Handlers must be quick and must not throw.</summary>
    public IDisposable Subscribe(string topic, Action handler)
    {
        var id = Guid.NewGuid();
        _subscribers[id] = (topic, handler);
        return new Subscription(() => _subscribers.TryRemove(id, out _));
    }

    public void Publish(string topic)
    {
        foreach (var (subscribed, handler) in _subscribers.Values)
        {
            if (subscribed == topic)
            {
                handler();
            }
        }
    }

    public static string Run(int runId) => $"run:{runId}";

    public const string Runs = "runs";

    /// <summary>Any release, and with it the inboxes.</summary>
    public const string Releases = "releases";

    /// <summary>Any label of any prompt has moved.</summary>
    public const string Labels = "labels";

    /// <summary>Somebody has been told of something, or has read it.</summary>
    public const string Notifications = "notifications";

    /// <summary>Any incident was declared or resolved.</summary>
    public const string Incidents = "incidents";

    /// <summary>Any review queue, or a label in one.</summary>
    public const string LabelQueues = "label-queues";

    /// <summary>Any judge, or people's agreement with one.</summary>
    public const string Judges = "judges";

    public static string LabelQueue(string key) => $"label-queue:{key}";

    public static string Release(int releaseId) => $"release:{releaseId}";

    /// <summary>A dataset has a new version, or was frozen or released.</summary>
    public static string Dataset(string key) => $"dataset:{key}";

    public static string Prompt(string key) => $"prompt:{key}";

    private sealed class Subscription(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
