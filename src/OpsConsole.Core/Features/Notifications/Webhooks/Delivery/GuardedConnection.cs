using System.Net;
using System.Net.Sockets;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>
/// Looks at the very address that is connected to. A check of the name beforehand would prove nothing: the name may lead elsewhere a moment later.
/// </summary>
internal sealed class GuardedConnection(AllowedHosts allowed)
{
    public async ValueTask<Stream> OpenAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        var target = context.DnsEndPoint;
        var addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken);
        var open = addresses.Where(allowed.TakeAddress).ToArray();
        if (open.Length == 0)
            throw new AddressRefusedException(target.Host, addresses);

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(open, target.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}

/// <summary>The host has only addresses that nothing may be sent to.</summary>
internal sealed class AddressRefusedException(string host, IPAddress[] addresses) : Exception(
    $"{host} leads to {string.Join(", ", addresses.Take(3).Select(PublicAddresses.Plain).Distinct())}, which is not a public address; {WebhookOptions.AllowedHostsKey} has to list the address itself before anything is sent there.");
