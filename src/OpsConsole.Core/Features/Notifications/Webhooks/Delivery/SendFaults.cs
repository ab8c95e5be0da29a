using System.Net.Sockets;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>Why no answer came, in words that tell where to look.</summary>
internal static class SendFaults
{
    public static string Words(HttpRequestException failure, Uri address)
    {
        if (failure.InnerException is AddressRefusedException refused)
            return $"Not sent: {refused.Message}";

        var cause = failure.GetBaseException();
        return cause switch
        {
            SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain } => $"The host name {address.IdnHost} does not resolve (DNS).",
            SocketException { SocketErrorCode: SocketError.ConnectionRefused } => $"{address.Authority} refuses the connection: nothing listens there.",
            _ when failure.HttpRequestError == HttpRequestError.SecureConnectionError => $"No secure connection to {address.Authority}: {cause.Message} (TLS certificate or protocol).",
            _ when failure.HttpRequestError == HttpRequestError.ResponseEnded => $"{address.Authority} closed the connection before it answered.",
            _ when failure.HttpRequestError == HttpRequestError.InvalidResponse => $"{address.Authority} does not answer in HTTP.",
            _ => $"No answer from {address.Authority}: {cause.Message}",
        };
    }
}
