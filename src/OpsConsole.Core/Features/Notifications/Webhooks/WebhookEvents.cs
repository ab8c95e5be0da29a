namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>The actions that a webhook may be told of: what happens to releases, labels, exceptions, incidents and the policy.</summary>
public static class WebhookEvents
{
    /// <summary>Sent by the test button alone.</summary>
    public const string Test = "webhook.test";

    public static IReadOnlyList<string> All { get; } =
    [
        "release.requested", "release.decided", "release.approved", "release.refused", "release.stale", "release.expired", "release.withdrawn",
        "release.rolling", "release.stepped", "release.held", "release.resumed", "release.live", "release.rolled-back", "release.failed", "release.break-glass",
        "label.moved", "exception.requested", "exception.decided", "incident.declared", "incident.resolved", "policy.proposed", "policy.changed", "tier.lowered",
    ];
}
