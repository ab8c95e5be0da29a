using System.Text;

namespace OpsConsole.Core.Ai.Http;

/// <summary>
/// Stands between every SDK and the network, so that errors look the same everywhere: anything but a complete successful answer becomes a
/// <see cref="ProviderFault"/>. It reads the body to its end, because only then is it known whether the answer was cut off; a stream is passed on as it
/// comes, and breaks with the same fault.
/// </summary>
internal sealed class ProviderHttpHandler(ProviderEndpoint endpoint, string? secret, TimeProvider clock, HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const long LargestAnswer = 64 * 1024 * 1024;
    private const int LargestExcerpt = 8 * 1024;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        // The SDKs insist on some key; a server that needs none shall not see an invented one.
        if (secret is null)
            request.Headers.Authorization = null;

        HttpResponseMessage response;
        try
        {
            response = await base.SendAsync(request, cancellationToken);
        }
        catch (HttpRequestException e)
        {
            throw ConnectionFaults.From(e, endpoint, request.RequestUri!);
        }

        try
        {
            if (!response.IsSuccessStatusCode)
                throw StatusFaults.From(response, await ExcerptAsync(response, cancellationToken), endpoint, RetryAfter.Read(response.Headers, clock));
            if (StreamedContent.Is(response.Content))
            {
                response.Content = new StreamedContent(response.Content, () => CutOff(response), LargestAnswer);
                return response;
            }

            await response.Content.LoadIntoBufferAsync(LargestAnswer, cancellationToken);
            await RefuseOtherThanJsonAsync(response, cancellationToken);
            return response;
        }
        catch (Exception e)
        {
            response.Dispose();
            throw e switch
            {
                HttpRequestException { HttpRequestError: HttpRequestError.ConfigurationLimitExceeded } =>
                    new ProviderFault(new CallError("bad-response", $"The answer of {endpoint.Key} is larger than {LargestAnswer / 1024 / 1024} MB.", (int)response.StatusCode)),
                HttpRequestException or IOException => CutOff(response),
                _ => e,
            };
        }
    }

    private ProviderFault CutOff(HttpResponseMessage response) =>
        new(new CallError("cut-off", $"The answer of {endpoint.Key} broke off before its end.", (int)response.StatusCode), isRetryable: true);

    private async Task RefuseOtherThanJsonAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        int first;
        do
            first = body.ReadByte();
        while (first is ' ' or '\t' or '\r' or '\n');
        body.Position = 0;
        if (first == '{')
            return;

        var text = await ExcerptAsync(response, cancellationToken);
        var what = text.Length == 0 ? "an empty body" : $"something that is not JSON ({response.Content.Headers.ContentType?.MediaType ?? "no content type"}): {text}";
        throw new ProviderFault(new CallError("bad-response", $"{endpoint.Key} answered {(int)response.StatusCode} with {what}", (int)response.StatusCode), isRetryable: true);
    }

    private async Task<string> ExcerptAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var buffer = new byte[LargestExcerpt];
        var read = 0;
        try
        {
            await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
            read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // The status says enough; the words that were to explain it did not arrive.
        }

        return SecretScrubber.Scrub(ErrorBody.Message(Encoding.UTF8.GetString(buffer, 0, read)), secret);
    }
}
