using System.Net;
using System.Net.Sockets;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>Tells addresses of the public network from all others: loopback, private, link-local (where clouds keep their metadata), multicast, reserved.</summary>
internal static class PublicAddresses
{
    private static readonly IPNetwork[] Reserved4 =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
        }.Select(text => IPNetwork.Parse(text)),
    ];

    // What is handed out to the public lies in one block; within it, these lead elsewhere (tunnels carry an IPv4 address of anybody's choice).
    private static readonly IPNetwork Public6 = IPNetwork.Parse("2000::/3");
    private static readonly IPNetwork[] Reserved6 = [.. new[] { "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20" }.Select(text => IPNetwork.Parse(text))];

    /// <param name="address">Not an IPv4 address in IPv6 clothes: see <see cref="Plain"/>.</param>
    public static bool Contain(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork
        ? !Array.Exists(Reserved4, network => network.Contains(address))
        : Public6.Contains(address) && !Array.Exists(Reserved6, network => network.Contains(address));

    public static IPAddress Plain(IPAddress address) => address.IsIPv4MappedToIPv6 ? address.MapToIPv4() : address;
}
