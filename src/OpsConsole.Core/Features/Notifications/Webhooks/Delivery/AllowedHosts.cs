using System.Net;
using OpsConsole.Core.Common;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>
/// The hosts that webhooks may go to. A name lets its public addresses be reached; an internal address is reached only where it is listed itself,
/// as an address or a network. So a listed name that is bent to an internal address leads nowhere.
/// </summary>
public sealed class AllowedHosts
{
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<IPNetwork> _networks = [];

    private AllowedHosts(IReadOnlyList<string> entries) => Entries = entries;

    public static AllowedHosts None { get; } = new([]);

    /// <summary>As they were given.</summary>
    public IReadOnlyList<string> Entries { get; }

    /// <summary>Takes host names, addresses and networks (<c>hooks.example.com</c>, <c>10.1.2.3</c>, <c>10.1.0.0/16</c>).</summary>
    public static Result<AllowedHosts> Parse(IReadOnlyList<string> entries)
    {
        var hosts = new AllowedHosts(entries);
        foreach (var entry in entries)
        {
            if (IPAddress.TryParse(entry, out var address))
                hosts._networks.Add(Only(PublicAddresses.Plain(address)));
            else if (IPNetwork.TryParse(entry, out var network))
                hosts._networks.Add(network);
            else if (Uri.CheckHostName(entry) == UriHostNameType.Dns)
                hosts._names.Add(entry.TrimEnd('.'));
            else
                return Error.Invalid("webhooks.allowed-hosts", $"'{entry}' is neither a host name nor an address nor a network; allowed are hooks.example.com, 10.1.2.3 and 10.1.0.0/16, without https:// and without a port");
        }

        return hosts;
    }

    /// <summary>Whether an address may name this host.</summary>
    public bool TakeHost(string host) => IPAddress.TryParse(host, out var address) ? List(PublicAddresses.Plain(address)) : _names.Contains(host.TrimEnd('.'));

    /// <summary>Whether a connection to this address may be made.</summary>
    public bool TakeAddress(IPAddress address) => PublicAddresses.Plain(address) is var plain && (PublicAddresses.Contain(plain) || List(plain));

    private bool List(IPAddress address) => _networks.Exists(network => network.Contains(address));

    private static IPNetwork Only(IPAddress address) => new(address, address.GetAddressBytes().Length * 8);
}
