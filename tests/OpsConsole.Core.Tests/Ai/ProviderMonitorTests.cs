using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Ai;

public sealed class ProviderMonitorTests
{
    [Fact]
    public void Snapshot_NeverCalled_IsAllZero()
    {
        var snapshot = new ProviderMonitor(TimeProvider.System).Snapshot("new");
        Assert.Equal((0, 0, 0, CircuitStatus.Closed), (snapshot.InFlight, snapshot.WaitingForTurn, snapshot.CallsLastMinute, snapshot.Circuit));
        Assert.Null(snapshot.P95Latency);
    }

    [Fact]
    public async Task Snapshot_TimePasses_OldCallsAndErrorsAreForgotten()
    {
        await using var harness = await GatewayHarness.StartAsync(request => request.Number == 1 ? FakeReply.Error(401) : FakeReply.Answer("ok"));
        for (var i = 0; i < 3; i++)
            await harness.CallAsync();
        Assert.Equal((3, 1), (harness.Snapshot.CallsLastMinute, harness.Snapshot.ErrorsLast15Minutes["auth"]));

        harness.Clock.Advance(TimeSpan.FromSeconds(61));
        Assert.Equal((0, 1), (harness.Snapshot.CallsLastMinute, harness.Snapshot.ErrorsLast15Minutes["auth"]));
        harness.Clock.Advance(TimeSpan.FromMinutes(15));
        Assert.Empty(harness.Snapshot.ErrorsLast15Minutes);
        Assert.Equal("fake", Assert.Single(harness.Monitor.Snapshots()).Endpoint);
    }

    [Fact]
    public void Snapshot_ManyLatencies_GivesThePercentileOfTheLast512()
    {
        var monitor = new ProviderMonitor(TimeProvider.System);
        var activity = monitor.Of("p");
        for (var ms = 1; ms <= 1512; ms++)
        {
            activity.Begin();
            activity.Answered(TimeSpan.FromMilliseconds(ms));
        }

        // The last 512 are 1001..1512; their 487th is the first that 95 % do not exceed.
        Assert.Equal(TimeSpan.FromMilliseconds(1487), monitor.Snapshot("p").P95Latency);
    }

    [Fact]
    public async Task Snapshot_CallUnderWay_IsInFlight()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Hang);
        harness.Endpoint = harness.Endpoint with { MaxConcurrency = 1, MaxRetries = 0 };
        var first = harness.CallAsync();
        await GatewayHarness.UntilAsync(() => harness.Server.Requests == 1);
        var second = harness.CallAsync();
        await GatewayHarness.UntilAsync(() => harness.Snapshot.WaitingForTurn == 1);
        Assert.Equal(1, harness.Snapshot.InFlight);

        harness.Clock.Advance(harness.Endpoint.Timeout);
        Assert.Equal("timeout", (await first).Error?.Code);
        await GatewayHarness.UntilAsync(() => harness.Server.Requests == 2);
        harness.Clock.Advance(harness.Endpoint.Timeout);
        Assert.Equal("timeout", (await second).Error?.Code);
        Assert.Equal((0, 0), (harness.Snapshot.InFlight, harness.Snapshot.WaitingForTurn));
    }
}
