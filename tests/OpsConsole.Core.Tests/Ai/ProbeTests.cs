using OpsConsole.Core.Ai;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Ai;

public sealed class ProbeTests
{
    [Fact]
    public async Task Probe_Works_SaysWhichModelAnswered()
    {
        await using var harness = await GatewayHarness.StartAsync();
        var result = await ProbeAsync(harness);
        Assert.True(result.Ok);
        Assert.Equal("fake answers as m.", result.Message);
    }

    public static TheoryData<FakeReply, string> Faults => new()
    {
        { FakeReply.Error(401, "Invalid key"), "answered 401: Invalid key The key came from config:Ai:Key." },
        { FakeReply.Error(404, "The model m does not exist"), "answered 404: The model m does not exist" },
        { FakeReply.Error(500, "Oops"), "answered 500: Oops" },
        { FakeReply.Html, "not JSON (text/html): <html>" },
        { FakeReply.Malformed, "JSON that breaks off or is malformed" },
        { FakeReply.CutOff, "broke off before its end" },
        { FakeReply.NoChoices, "answered with" },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Probe_Fault_GivesTheReasonAfterOneCall(FakeReply reply, string reason)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => reply);
        var result = await ProbeAsync(harness);
        Assert.False(result.Ok);
        Assert.Contains(reason, result.Message, StringComparison.Ordinal);
        Assert.Equal(1, harness.Server.Requests);
    }

    [Theory]
    [InlineData("http://no-such-host.invalid", "does not resolve (DNS)")]
    [InlineData("http://127.0.0.1:1", "nothing listens there")]
    public async Task Probe_NoConnection_SaysWhy(string address, string reason)
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { BaseUrl = address };
        Assert.Contains(reason, (await ProbeAsync(harness)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_PlainHttpBehindHttpsAddress_BlamesTls()
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { BaseUrl = harness.Server.BaseUrl.Replace("http:", "https:", StringComparison.Ordinal) };
        Assert.Contains("TLS", (await ProbeAsync(harness)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Probe_NoAnswer_EndsWithTheTimeout()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Hang);
        var probe = ProbeAsync(harness);
        await GatewayHarness.UntilAsync(() => harness.Server.Requests == 1);
        harness.Clock.Advance(TimeSpan.FromSeconds(30));
        var result = await probe;
        Assert.Equal("fake did not answer within 30 s.", result.Message);
        Assert.Equal(TimeSpan.FromSeconds(30), result.Latency);
    }

    private static Task<ProbeResult> ProbeAsync(GatewayHarness harness) =>
        harness.Gateway.ProbeAsync(harness.Endpoint, "m", embeds: false, TestContext.Current.CancellationToken);
}
