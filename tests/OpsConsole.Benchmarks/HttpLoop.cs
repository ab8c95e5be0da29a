using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace OpsConsole.Benchmarks;

/// <summary>
/// Sends one request again and again over open connections and counts the answers. It costs next to nothing itself: all answers of one address have one length,
/// so after the first only bytes are counted.
/// </summary>
internal sealed partial class HttpLoop : IDisposable
{
    private readonly Socket[] _connections;
    private readonly byte[] _request;
    private readonly int _length;

    private HttpLoop(Socket[] connections, byte[] request, string first)
    {
        (_connections, _request, First) = (connections, request, first);
        _length = Encoding.UTF8.GetByteCount(first);
    }

    /// <summary>The whole of the first answer.</summary>
    public string First { get; }

    public static async Task<HttpLoop> OpenAsync(string baseUrl, byte[] request, int connections, int expectedStatus)
    {
        var address = new Uri(baseUrl);
        var sockets = new Socket[connections];
        var first = "";
        for (var i = 0; i < connections; i++)
        {
            sockets[i] = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
            await sockets[i].ConnectAsync(IPAddress.Loopback, address.Port);

            // The second answer of a connection comes from the warm cache and is what is measured.
            for (var warm = 0; warm < 2; warm++)
            {
                await sockets[i].SendAsync(request);
                first = await ReadFirstAsync(sockets[i]);
            }
        }

        if (!first.StartsWith(string.Create(CultureInfo.InvariantCulture, $"HTTP/1.1 {expectedStatus} "), StringComparison.Ordinal))
            throw new InvalidOperationException($"{baseUrl} answered {first}");
        return new HttpLoop(sockets, request, first);
    }

    /// <summary>Answers a second over so many seconds.</summary>
    public async Task<double> RunAsync(double seconds)
    {
        var answers = 0L;
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(_connections.Select(connection => Task.Run(async () =>
        {
            var buffer = new byte[64 * 1024];
            var own = 0L;
            while (Stopwatch.GetElapsedTime(started).TotalSeconds < seconds)
            {
                await connection.SendAsync(_request);
                for (var received = 0; received < _length;)
                {
                    var more = await connection.ReceiveAsync(buffer);
                    received += more > 0 ? more : throw new InvalidOperationException("The connection was closed.");
                }

                own++;
            }

            Interlocked.Add(ref answers, own);
        })));
        return answers / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    public void Dispose()
    {
        foreach (var connection in _connections)
            connection.Dispose();
    }

    private static async Task<string> ReadFirstAsync(Socket connection)
    {
        var buffer = new byte[256 * 1024];
        var received = 0;
        while (true)
        {
            received += await connection.ReceiveAsync(buffer.AsMemory(received));
            var text = Encoding.UTF8.GetString(buffer, 0, received);
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            if (end < 0)
                continue;
            var length = ContentLength().Match(text[..end]) is { Success: true } match ? int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) : 0;
            if (received >= Encoding.UTF8.GetByteCount(text[..end]) + 4 + length)
                return text;
        }
    }

    [GeneratedRegex(@"^Content-Length: (\d+)", RegexOptions.Multiline | RegexOptions.IgnoreCase)]
    private static partial Regex ContentLength();
}
