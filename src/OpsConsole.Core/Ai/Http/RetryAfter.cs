using System.Globalization;
using System.Net.Http.Headers;

namespace OpsConsole.Core.Ai.Http;

/// <summary>Reads how long a provider asks to be left alone: <c>retry-after-ms</c> (OpenAI, Azure) or <c>Retry-After</c> in seconds or as a date (RFC 9110, 10.2.3).</summary>
internal static class RetryAfter
{
    /// <summary>A provider that asks for hours is not obeyed to the letter: a run must end.</summary>
    public static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public static TimeSpan? Read(HttpResponseHeaders headers, TimeProvider clock)
    {
        var wait = Milliseconds(headers) ?? headers.RetryAfter?.Delta ?? headers.RetryAfter?.Date - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? TimeSpan.FromTicks(Math.Min(wait.Value.Ticks, Longest.Ticks)) : null;
    }

    private static TimeSpan? Milliseconds(HttpResponseHeaders headers) =>
        headers.TryGetValues("retry-after-ms", out var values)
        && double.TryParse(values.FirstOrDefault(), NumberStyles.Float, CultureInfo.InvariantCulture, out var ms) && ms is > 0 and < 1e9
            ? TimeSpan.FromMilliseconds(ms)
            : null;
}
