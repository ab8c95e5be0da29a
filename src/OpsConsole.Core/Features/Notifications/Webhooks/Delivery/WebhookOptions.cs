namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>The section <c>Webhooks</c>. Without a listed host nothing is sent at all.</summary>
/// <param name="PlainLoopback">Plain http to the own machine, for developing.</param>
/// <param name="ConsoleUrl">Where people find this console; links in deliveries start with it, and are bare paths without it.</param>
public sealed record WebhookOptions(AllowedHosts Allowed, bool PlainLoopback = false, Uri? ConsoleUrl = null)
{
    public const string AllowedHostsKey = "Webhooks:AllowedHosts";
    public const string ConsoleUrlKey = "Webhooks:ConsoleUrl";

    /// <summary>Why nothing may be sent to this address, or null.</summary>
    internal string? Fault(string url)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var address) || address.Scheme is not ("https" or "http") || address.IdnHost.Length == 0)
            return "give an absolute address that starts with https://";
        if (address.UserInfo.Length > 0 || address.Fragment.Length > 0)
            return "leave out user names, passwords and fragments";
        if (address.Scheme == "http" && !(PlainLoopback && address.IsLoopback))
            return "only https:// is allowed; plain http goes to the own machine while developing, and nowhere else";
        if (Allowed.Entries.Count == 0)
            return $"{AllowedHostsKey} lists no host, so no webhook can be sent; whoever runs the console has to list {address.IdnHost} first";
        return Allowed.TakeHost(address.IdnHost) ? null : $"the host {address.IdnHost} is not listed in {AllowedHostsKey}; whoever runs the console has to list it first";
    }
}
