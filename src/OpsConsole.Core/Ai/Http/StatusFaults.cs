namespace OpsConsole.Core.Ai.Http;

/// <summary>What a status other than success means, and whether asking again can help.</summary>
internal static class StatusFaults
{
    public static ProviderFault From(HttpResponseMessage response, string words, ProviderEndpoint endpoint, TimeSpan? retryAfter)
    {
        var status = (int)response.StatusCode;
        var (code, isRetryable) = status switch
        {
            401 or 403 => ("auth", false),
            404 => ("not-found", false),
            408 => ("timeout", true),
            // An exhausted balance does not come back by waiting.
            429 => ("rate-limit", !words.Contains("insufficient_quota", StringComparison.Ordinal)),
            >= 500 => ("server", true),
            >= 300 and < 400 => ("bad-response", false),
            _ => ("bad-request", false),
        };
        var hint = code switch
        {
            "auth" when endpoint.SecretRef is not null => $" The key came from {endpoint.SecretRef}.",
            "auth" => " No secret reference is set.",
            "bad-response" => $" It points to {response.Headers.Location}; redirects are not followed, because they would take the key along.",
            _ => "",
        };
        var message = words.Length == 0 ? $"{endpoint.Key} answered {status} {response.ReasonPhrase}.{hint}" : $"{endpoint.Key} answered {status}: {words}{hint}";
        return new ProviderFault(new CallError(code, message, status), isRetryable, retryAfter);
    }
}
