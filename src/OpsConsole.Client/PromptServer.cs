using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;

namespace OpsConsole.Client;

/// <summary>An answer and when it was last known to be right.</summary>
internal sealed record KeptPrompt(PromptTemplates Template, EntityTagHeaderValue? ETag, long CheckedAt, bool MayBeKept);

/// <summary>Asks the server.</summary>
internal sealed class PromptServer(HttpClient http, OpsConsolePromptsOptions options, TimeProvider clock)
{
    /// <param name="held">What is held already; given back with a new time where it still stands.</param>
    public async Task<KeptPrompt> FetchAsync(PromptAddress address, KeptPrompt? held)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address.Path);
        if (options.ApiKey is { Length: > 0 } key)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", key);
        if (held?.ETag is { } tag)
            request.Headers.IfNoneMatch.Add(tag);

        using var patience = new CancellationTokenSource(options.Timeout, clock);
        try
        {
            using var response = await http.SendAsync(request, patience.Token);
            if (response.StatusCode == HttpStatusCode.NotModified && held is not null)
                return held with { CheckedAt = clock.GetTimestamp() };
            var body = await response.Content.ReadAsByteArrayAsync(patience.Token);
            if (!response.IsSuccessStatusCode)
                throw Refusal(response, body);
            var document = PromptDocument.Read(body) ?? throw new JsonException("The answer is empty.");
            return new KeptPrompt(new PromptTemplates(document), response.Headers.ETag, clock.GetTimestamp(), response.Headers.CacheControl is not { NoStore: true });
        }
        catch (Exception fault) when (fault is HttpRequestException or OperationCanceledException or JsonException or IOException)
        {
            throw new OpsConsoleException(OpsConsoleException.Unreachable, $"OpsConsole did not answer for the prompt '{address.Key}': {fault.Message}", fault);
        }
    }

    // A server that is in trouble, or a proxy before it, is as good as none; a refusal is an answer.
    private static OpsConsoleException Refusal(HttpResponseMessage response, byte[] body)
    {
        var status = (int)response.StatusCode;
        if (status is >= 500 or 408 or 429)
            return new OpsConsoleException(OpsConsoleException.Unreachable, $"OpsConsole answered {status}.");
        try
        {
            var problem = JsonElement.Parse(body);
            return new OpsConsoleException(problem.GetProperty("code").GetString()!, problem.GetProperty("detail").GetString()!);
        }
        catch (Exception fault) when (fault is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return new OpsConsoleException("client.refused", $"OpsConsole answered {status}.", fault);
        }
    }
}
