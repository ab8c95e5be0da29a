using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Tests.Shared;

namespace OpsConsole.Core.Tests.Ai;

/// <summary>A gateway wired as a host wires it, before a scripted server, on a clock that only moves when told.</summary>
internal sealed class GatewayHarness : IAsyncDisposable
{
    public const string Secret = "sk-test-4711-0815";

    private readonly ServiceProvider _services;

    private GatewayHarness(FakeModelServer server, TimeProvider? clock)
    {
        Server = server;
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(new Dictionary<string, string?> { ["Ai:Key"] = Secret }).Build();
        _services = new ServiceCollection()
            .AddSingleton<IConfiguration>(configuration)
            .AddSingleton(clock ?? Clock)
            .AddOpsConsoleAi()
            .BuildServiceProvider();
        Endpoint = new ProviderEndpoint { Key = "fake", Kind = ProviderKind.OpenAICompatible, BaseUrl = server.BaseUrl, SecretRef = "config:Ai:Key" };
    }

    public FakeModelServer Server { get; }

    public FakeTimeProvider Clock { get; } = new();

    public ProviderEndpoint Endpoint { get; set; }

    public ModelGateway Gateway => _services.GetRequiredService<ModelGateway>();

    public ProviderMonitor Monitor => _services.GetRequiredService<ProviderMonitor>();

    public ProviderSnapshot Snapshot => Monitor.Snapshot(Endpoint.Key);

    public static async Task<GatewayHarness> StartAsync(Func<FakeRequest, FakeReply>? script = null, TimeProvider? clock = null) =>
        new(await FakeModelServer.StartAsync(script), clock);

    public Task<ModelCallResult> CallAsync(string prompt = "Hi", ModelParameters? parameters = null, string model = "m", CancellationToken? cancellationToken = null) =>
        Gateway.CallAsync(Endpoint, model, [new ChatTurn("user", prompt)], parameters ?? ModelParameters.Default, cancellationToken ?? Xunit.TestContext.Current.CancellationToken);

    /// <summary>As <see cref="CallAsync"/>, piece by piece.</summary>
    public Task<ModelCallResult> StreamAsync(Action<string> onText, string model = "m", CancellationToken? cancellationToken = null) =>
        Gateway.StreamAsync(Endpoint, model, [new ChatTurn("user", "Hi")], ModelParameters.Default, onText, cancellationToken ?? Xunit.TestContext.Current.CancellationToken);

    /// <summary>Moves the clock from one due retry to the next until the call has ended.</summary>
    public async Task<T> RunAsync<T>(Task<T> call)
    {
        while (!call.IsCompleted)
        {
            if (Snapshot.WaitingRetries is [var next, ..] && next.DueUtc - Clock.GetUtcNow().UtcDateTime is var wait)
                Clock.Advance(wait > TimeSpan.Zero ? wait : TimeSpan.FromMilliseconds(1));
            await Task.Yield();
        }

        return await call;
    }

    /// <summary>Waits until something that happens on other threads is so.</summary>
    public static async Task UntilAsync(Func<bool> condition)
    {
        while (!condition())
        {
            Xunit.TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await Server.DisposeAsync();
    }
}
