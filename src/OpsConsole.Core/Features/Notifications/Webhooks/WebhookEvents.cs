namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>The actions that a webhook may be told of: what happens to releases, labels, gates, exceptions, incidents, tiers, delegations and the policy.</summary>
public static class WebhookEvents
{
    /// <summary>Sent by the test button alone.</summary>
    public const string Test = "webhook.test";

    public static IReadOnlyList<string> All { get; } =
    [
        "release.requested", "release.renewed", "release.decided", "release.approved", "release.refused", "release.withdrawn", "release.stale",
        "release.rolling", "release.stepped", "release.held", "release.resumed", "release.live", "release.superseded", "release.rolled-back", "release.failed", "release.drift",
        "release.break-glass", "release.break-glass-confirmed", "release.break-glass-reviewed", "version.expired", "label.moved",
        "gate.saved", "gate.removed", "exception.requested", "exception.approved", "exception.rejected", "exception.withdrawn", "exception.closed",
        "incident.declared", "incident.resolved", "policy.proposed", "policy.changed", "policy.rejected",
        "tier.lowering-requested", "tier.lowering-approved", "tier.lowering-rejected", "tier.lowering-withdrawn", "delegation.given", "delegation.revoked",
    ];
}
