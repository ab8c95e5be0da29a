using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications.Model;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;
using OpsConsole.Core.Features.Providers;

namespace OpsConsole.Core.Features.Notifications.Webhooks;

/// <summary>What people state about a webhook: the part that is written on creation and on every edit.</summary>
public sealed record WebhookFacts
{
    public required string Name { get; init; }

    /// <summary>https, on a host of the allow-list.</summary>
    public required string Url { get; init; }

    /// <summary><c>env:NAME</c> or <c>config:Section:Name</c>.</summary>
    public required string SecretRef { get; init; }

    /// <summary>Some of <see cref="WebhookEvents.All"/>; empty for all of them.</summary>
    public IReadOnlyList<string> Events { get; init; } = [];

    public bool Enabled { get; init; } = true;

    internal static WebhookFacts Of(Webhook webhook) => new()
    {
        Name = webhook.Name,
        Url = webhook.Url,
        SecretRef = webhook.SecretRef,
        Events = webhook.Events,
        Enabled = webhook.Enabled,
    };

    internal WebhookFacts Tidy() => this with { Name = Name.Trim(), Url = Url.Trim(), SecretRef = SecretRef.Trim(), Events = [.. Events.Distinct()] };

    /// <param name="before">As it stands: a webhook may always be switched off, wherever it leads.</param>
    internal Error? Fault(WebhookOptions options, Webhook? before = null) => new FieldChecks("webhooks")
        .Required("name", Name, ModelBuilding.NameLength)
        .Required("url", Url, 1000)
        .Add("url", Url.Length == 0 || (!Enabled && before?.Url == Url) ? null : options.Fault(Url))
        .Required("secretRef", SecretRef, 200)
        .Add("secretRef", SecretRef.Length == 0 ? null : SecretRefs.Fault(SecretRef))
        .Add("events", Events.Except(WebhookEvents.All).FirstOrDefault() is { } unknown ? $"there is no event '{unknown}'" : null)
        .Fault;

    /// <summary>For the audit log. The path of an address may be a secret of the target: only its host is told.</summary>
    internal object Told => new { name = Name, host = new Uri(Url).IdnHost, secretRef = SecretRef, events = Events, enabled = Enabled };
}
