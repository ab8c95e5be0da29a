using OpsConsole.Core.Ai;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Ai;

public sealed class LimitTests
{
    [Fact]
    public async Task RequestsPerMinute_MoreCalls_WaitForTheMinute()
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { RequestsPerMinute = 3 };
        for (var i = 0; i < 3; i++)
            await harness.CallAsync();

        var fourth = harness.CallAsync();
        await MoveAsync(harness, TimeSpan.FromSeconds(59));
        Assert.Equal((3, 1), (harness.Server.Requests, harness.Snapshot.WaitingForTurn));
        await MoveAsync(harness, TimeSpan.FromSeconds(1));
        Assert.Equal(TimeSpan.Zero, (await fourth).Latency);
        Assert.Equal(4, harness.Server.Requests);
    }

    [Fact]
    public async Task TokensPerMinute_RealUsage_IsWhatCounts()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Answer("ok") with { InputTokens = 400, OutputTokens = 100 });
        harness.Endpoint = harness.Endpoint with { TokensPerMinute = 1000 };
        var parameters = new ModelParameters { MaxOutputTokens = 10 };
        // Guessed at a dozen tokens each, the first two really took 1000.
        await harness.CallAsync(parameters: parameters);
        await harness.CallAsync(parameters: parameters);

        var third = harness.CallAsync(parameters: parameters);
        await MoveAsync(harness, TimeSpan.FromSeconds(59));
        Assert.Equal(2, harness.Server.Requests);
        await MoveAsync(harness, TimeSpan.FromSeconds(1));
        await third;
    }

    [Fact]
    public async Task TokensPerMinute_OneCallAboveTheLimit_StillGoes()
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { TokensPerMinute = 10 };
        Assert.Equal("ok", (await harness.CallAsync(new string('x', 1000))).Text);
    }

    [Fact]
    public async Task Wait_CallerGivesUp_LeavesItsTurnToOthers()
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { RequestsPerMinute = 1, MaxConcurrency = 1 };
        await harness.CallAsync();
        using var cancel = new CancellationTokenSource();
        var givenUp = harness.CallAsync(cancellationToken: cancel.Token);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => givenUp);

        var next = harness.CallAsync();
        await MoveAsync(harness, TimeSpan.FromSeconds(60));
        Assert.Equal("ok", (await next).Text);
        Assert.Equal((0, 0), (harness.Snapshot.WaitingForTurn, harness.Snapshot.InFlight));
    }

    [Fact]
    public async Task MaxConcurrency_ManyCalls_NeverMoreInFlight()
    {
        await using var harness = await GatewayHarness.StartAsync(clock: TimeProvider.System);
        harness.Server.Latency = TimeSpan.FromMilliseconds(5);
        harness.Endpoint = harness.Endpoint with { MaxConcurrency = 3 };
        await Task.WhenAll(Enumerable.Range(0, 60).Select(_ => harness.CallAsync()));
        Assert.Equal((60, 3), (harness.Server.Requests, harness.Server.MostInFlight));
    }

    /// <summary>Second by second, because a waiting call looks again each second.</summary>
    private static async Task MoveAsync(GatewayHarness harness, TimeSpan time)
    {
        for (var second = TimeSpan.Zero; second < time; second += TimeSpan.FromSeconds(1))
        {
            for (var i = 0; i < 20; i++)
                await Task.Yield();
            harness.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
