using System.Net.Http.Headers;
using System.Text.Json;
using Xunit;

namespace OpsConsole.E2E.Tests;

/// <summary>The HTTP API of a started console, called with the development key.</summary>
public sealed class ConsoleApi : IDisposable
{
    private readonly HttpClient _client;

    public ConsoleApi(Uri address)
    {
        _client = new HttpClient { BaseAddress = address };
        _client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-key");
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await _client.GetAsync(path, TestContext.Current.CancellationToken);
        return await BodyAsync(response);
    }

    /// <summary>The key of the started run.</summary>
    public async Task<string> StartRunAsync(string benchmark)
    {
        using var response = await _client.PostAsync($"/api/v1/benchmarks/{benchmark}/runs", null, TestContext.Current.CancellationToken);
        return (await BodyAsync(response)).GetProperty("id").GetString()!;
    }

    /// <summary>Brings in results of another tool; the key of the run.</summary>
    public async Task<string> ImportAsync(string system, string results)
    {
        using var content = new StringContent(results, System.Text.Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync($"/api/v1/systems/{system}/runs/import", content, TestContext.Current.CancellationToken);
        return (await BodyAsync(response)).GetProperty("id").GetString()!;
    }

    public async Task<IReadOnlyList<JsonElement>> RunsAsync(string benchmark) =>
        [.. (await GetAsync($"/api/v1/runs?benchmark={benchmark}")).GetProperty("items").EnumerateArray()];

    /// <summary>Asks until the run is as wanted, at most two minutes: a run of a killed console is taken over when its lease has ended.</summary>
    public async Task<JsonElement> WaitAsync(string run, Func<JsonElement, bool> wanted)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            var answer = await GetAsync($"/api/v1/runs/{run}");
            if (wanted(answer))
                return answer;
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Asks until the release is there and in the state, at most two minutes: the demo tells its releases once its first runs have ended.</summary>
    public async Task WaitForReleaseAsync(string release, string state)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(2));
        while (true)
        {
            var releases = (await GetAsync("/api/v1/releases")).GetProperty("items").EnumerateArray();
            if (releases.Any(item => item.GetProperty("key").GetString() == release && item.GetProperty("state").GetString() == state))
                return;
            await Task.Delay(50, limit.Token);
        }
    }

    /// <summary>Reports calls of a version of <c>support/answer</c>, as a service would.</summary>
    public async Task PushCallsAsync(int version, int calls, int failing)
    {
        var now = DateTimeOffset.UtcNow;
        var items = Enumerable.Range(0, calls).Select(index => new
        {
            id = $"v{version}-{index}",
            startedAt = now,
            durationMs = 400 + (index % 50),
            system = "support-assistant",
            prompt = new { key = "support/answer", version },
            status = index < failing ? "error" : "ok",
            errorType = index < failing ? "timeout" : null,
        });
        using var content = new StringContent(JsonSerializer.Serialize(new { calls = items }), System.Text.Encoding.UTF8, "application/json");
        using var response = await _client.PostAsync("/api/v1/calls", content, TestContext.Current.CancellationToken);
        Assert.Equal(calls, (await BodyAsync(response)).GetProperty("accepted").GetInt32());
    }

    public static bool HasEnded(JsonElement run) => run.GetProperty("state").GetString() is not ("Queued" or "Running");

    public void Dispose() => _client.Dispose();

    private static async Task<JsonElement> BodyAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(response.IsSuccessStatusCode, $"{response.RequestMessage!.RequestUri}: {(int)response.StatusCode} {text}");
        return JsonSerializer.Deserialize<JsonElement>(text);
    }
}
