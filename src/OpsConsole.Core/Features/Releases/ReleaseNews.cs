using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Releases.Model;

namespace OpsConsole.Core.Features.Releases;

/// <summary>How what happens to a release is told: to the audit log, and to open pages.</summary>
internal static class ReleaseNews
{
    public static AuditEntry Entry(this Release release, string action, string? reason = null, object? details = null) => new(action, "release", release.Key)
    {
        PromptKey = release.Prompt!.Key,
        Reason = reason,
        Details = details ?? new { version = release.Version!.Number, release.Label, release.ContentHash, state = release.State.ToString() },
    };

    /// <summary>After the save.</summary>
    public static void Publish(this ChangeFeed changes, Release release, bool labelMoved = false)
    {
        changes.Publish(ChangeFeed.Release(release.Id));
        changes.Publish(ChangeFeed.Releases);
        changes.Publish(ChangeFeed.Prompt(release.Prompt!.Key));
        if (labelMoved)
            changes.Publish(ChangeFeed.Labels);
    }
}
