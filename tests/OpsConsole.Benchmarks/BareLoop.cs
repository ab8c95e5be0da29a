using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;

namespace OpsConsole.Benchmarks;

/// <summary>The reference: HttpClient and System.Text.Json over the same calls, nothing stored, nothing judged.</summary>
internal sealed class BareLoop(Load load) : ICaller
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 }) { BaseAddress = new Uri(load.BaseUrl + "/") };
    private int _answered;

    public Task PrepareAsync() => CallAsync(load.Warmup);

    public async Task CallAsync() => _answered = await CallAsync(load.Calls);

    public Task<(int Stored, int Failed, string Verdicts)> ReadAsync() => Task.FromResult((_answered, 0, ""));

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<int> CallAsync(int calls)
    {
        var next = -1;
        var answered = 0;
        await Task.WhenAll(Enumerable.Range(0, load.Concurrency).Select(_ => Task.Run(async () =>
        {
            for (var i = Interlocked.Increment(ref next); i < calls; i = Interlocked.Increment(ref next))
            {
                using var response = await _http.PostAsJsonAsync(
                    "v1/chat/completions",
                    new { model = "m0", messages = new[] { new { role = "user", content = string.Create(CultureInfo.InvariantCulture, $"question {i}") } } });
                response.EnsureSuccessStatusCode();
                using var document = await response.Content.ReadFromJsonAsync<JsonDocument>();
                if (document!.RootElement.GetProperty("choices")[0].GetProperty("message").GetProperty("content").GetString() is { Length: > 0 })
                {
                    Interlocked.Increment(ref answered);
                }
            }
        })));
        return answered;
    }
}
