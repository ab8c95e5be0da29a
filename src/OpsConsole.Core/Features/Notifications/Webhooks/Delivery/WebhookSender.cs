using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using OpsConsole.Core.Ai.Http;
using OpsConsole.Core.Ai.Secrets;

namespace OpsConsole.Core.Features.Notifications.Webhooks.Delivery;

/// <summary>One signed post to one target, at arm's length: no redirects, no cookies, no proxy, ten seconds in all, little of the answer read and less kept.</summary>
public sealed class WebhookSender : IDisposable
{
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(10);

    private const int MostRead = 4096;
    private const int MostKept = 200;
    private readonly WebhookOptions _options;
    private readonly ISecretResolver _secrets;
    private readonly TimeProvider _clock;
    private readonly HttpClient _http;

    public WebhookSender(WebhookOptions options, ISecretResolver secrets, TimeProvider clock)
    {
        (_options, _secrets, _clock) = (options, secrets, clock);
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = false,
            ActivityHeadersPropagator = null,
            MaxResponseHeadersLength = 16,
            MaxResponseDrainSize = MostRead,
            PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ConnectCallback = new GuardedConnection(options.Allowed).OpenAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>What is sent where.</summary>
    public sealed record Parcel(int DeliveryId, string Action, string Body, string Url, string SecretRef);

    public async Task<DeliveryOutcome> SendAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        var started = _clock.GetTimestamp();
        var (status, error) = await TryAsync(parcel, cancellationToken);
        return new DeliveryOutcome(status, error, _clock.GetElapsedTime(started));
    }

    public void Dispose() => _http.Dispose();

    private async Task<(int? Status, string? Error)> TryAsync(Parcel parcel, CancellationToken cancellationToken)
    {
        // Asked again at each attempt: the list of hosts may have become shorter since the webhook was made.
        if (_options.Fault(parcel.Url) is { } fault)
            return (null, $"Not sent: {fault}.");
        if (_secrets.Resolve(parcel.SecretRef) is not { } secret)
            return (null, $"Not sent: there is no secret behind {parcel.SecretRef} in this process, so nothing can be signed.");

        using var limit = new CancellationTokenSource(Limit, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
        try
        {
            using var request = Request(parcel, secret);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
            return ((int)response.StatusCode, await ErrorOfAsync(response, secret, either.Token));
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return (null, string.Create(CultureInfo.InvariantCulture, $"The target did not answer within {Limit.TotalSeconds:0} s."));
        }
        catch (HttpRequestException failure)
        {
            return (null, SendFaults.Words(failure, new Uri(parcel.Url)));
        }
    }

    private HttpRequestMessage Request(Parcel parcel, string secret)
    {
        var request = new HttpRequestMessage(HttpMethod.Post, parcel.Url)
        {
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(parcel.Body)) { Headers = { ContentType = new MediaTypeHeaderValue("application/json", "utf-8") } },
        };
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("OpsConsole", null));
        request.Headers.Add("OpsConsole-Event", parcel.Action);
        request.Headers.Add("OpsConsole-Delivery", parcel.DeliveryId.ToString(CultureInfo.InvariantCulture));
        request.Headers.Add("OpsConsole-Signature", WebhookSignature.Of(secret, _clock.GetUtcNow(), parcel.Body));
        return request;
    }

    private static async Task<string?> ErrorOfAsync(HttpResponseMessage response, string secret, CancellationToken cancellationToken)
    {
        var status = (int)response.StatusCode;
        if (response.IsSuccessStatusCode)
            return null;
        if (status is >= 300 and < 400)
            return $"The target answered {status}, a redirect. Redirects are not followed: give the address that it leads to.";

        var said = SecretScrubber.Scrub(await StartOfAsync(response, cancellationToken), secret);
        return said.Length == 0 ? $"The target answered {status}." : $"The target answered {status}: {(said.Length <= MostKept ? said : said[..MostKept] + "…")}";
    }

    private static async Task<string> StartOfAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var start = new byte[MostRead];
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            return Encoding.UTF8.GetString(start, 0, await body.ReadAtLeastAsync(start, start.Length, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception broken) when (broken is IOException or HttpRequestException)
        {
            // The status is the answer; what should have followed it only explains.
            return "";
        }
    }
}
