using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using Xunit;

namespace OpsConsole.Web.Tests.Endpoints;

/// <summary>The API over the demo workspace on a real server, called as a service with the development key.</summary>
public sealed class DemoApi : IAsyncLifetime
{
    private readonly WebHost _host = new() { Demo = true };

    public HttpClient Client { get; private set; } = null!;

    public HttpClient Anonymous { get; private set; } = null!;

    public IServiceProvider Services => _host.Services;

    private static CancellationToken None => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _host.UseKestrel(0);
        _host.StartServer();
        var address = _host.ClientOptions.BaseAddress;
        Anonymous = new HttpClient { BaseAddress = address };
        Client = new HttpClient { BaseAddress = address };
        Client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "dev-key");
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Anonymous.Dispose();
        await _host.DisposeAsync();
    }

    public async Task<JsonElement> GetAsync(string path)
    {
        using var response = await Client.GetAsync(path, None);
        Assert.True(response.IsSuccessStatusCode, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(None)}");
        return await BodyAsync(response);
    }

    public static async Task<JsonElement> BodyAsync(HttpResponseMessage response)
    {
        var text = await response.Content.ReadAsStringAsync(None);
        try
        {
            return JsonSerializer.Deserialize<JsonElement>(text);
        }
        catch (JsonException)
        {
            throw new InvalidOperationException($"{(int)response.StatusCode} is no JSON: {text}");
        }
    }

    /// <summary>Waits until the demo has told its story and no run of it follows: what is listed before moves from one call to the next.</summary>
    public async Task ToldAsync()
    {
        await OnceAsync(async () => await CompletedNightsAsync() >= 6);
        foreach (var run in (await GetAsync("/api/v1/runs")).GetProperty("items").EnumerateArray())
            await EndedAsync(run.GetProperty("id").GetString()!);
    }

    /// <summary>Waits until the run has ended; a run of the demo takes a second or two.</summary>
    public async Task<JsonElement> EndedAsync(string run)
    {
        JsonElement answer = default;
        await OnceAsync(async () =>
        {
            answer = await GetAsync($"/api/v1/runs/{run}");
            return answer.GetProperty("state").GetString() is not ("Queued" or "Running");
        });
        return answer;
    }

    private async Task<int> CompletedNightsAsync() =>
        (await GetAsync("/api/v1/runs?benchmark=claims-nightly")).GetProperty("items").EnumerateArray().Count(run => run.GetProperty("state").GetString() == "Completed");

    /// <summary>Asks again whenever the console says that a run has changed; the limit guards against a hang.</summary>
    private async Task OnceAsync(Func<Task<bool>> holds)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(90));
        using var changed = new SemaphoreSlim(0);

        // First listen, then look: a change between the two is not missed.
        using var listening = Services.GetRequiredService<ChangeFeed>().Subscribe(ChangeFeed.Runs, () => changed.Release());
        while (!await holds())
            await changed.WaitAsync(limit.Token);
    }
}
