using System.Net.Sockets;

namespace OpsConsole.Core.Ai.Http;

/// <summary>Why no answer began, in words that tell an operator where to look.</summary>
internal static class ConnectionFaults
{
    public static ProviderFault From(HttpRequestException e, ProviderEndpoint endpoint, Uri address)
    {
        var target = address.GetLeftPart(UriPartial.Authority);
        return e.HttpRequestError switch
        {
            HttpRequestError.NameResolutionError => Connection($"The host name {address.Host} of {endpoint.Key} does not resolve (DNS)."),
            HttpRequestError.SecureConnectionError => Connection($"No secure connection to {target}: {Innermost(e)} (TLS certificate or protocol)."),
            HttpRequestError.ProxyTunnelError => Connection($"The proxy does not let the call to {target} through."),
            HttpRequestError.ResponseEnded => Fault("cut-off", $"{target} closed the connection before it answered."),
            HttpRequestError.InvalidResponse => Fault("bad-response", $"{target} does not answer in HTTP."),
            _ when SocketErrorOf(e) == SocketError.ConnectionRefused => Connection($"{target} refuses the connection: nothing listens there."),
            _ => Connection($"No connection to {target}: {Innermost(e)}"),
        };
    }

    private static ProviderFault Connection(string message) => Fault("connection", message);

    private static ProviderFault Fault(string code, string message) => new(new CallError(code, message), isRetryable: true);

    private static SocketError? SocketErrorOf(Exception? e)
    {
        for (; e is not null; e = e.InnerException)
        {
            if (e is SocketException socket)
                return socket.SocketErrorCode;
        }

        return null;
    }

    private static string Innermost(Exception e) => e.GetBaseException().Message;
}
