using OpsConsole.Core.Ai;
using OpsConsole.Core.Ai.Monitoring;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Ai;

public sealed class ResilienceTests
{
    public static TheoryData<string, FakeReply> Passing => new()
    {
        { "server", FakeReply.Error(500) },
        { "server", FakeReply.Error(529) },
        { "timeout", FakeReply.Error(408) },
        { "rate-limit", FakeReply.TooManyRequests("2") },
        { "bad-response", FakeReply.Malformed },
        { "bad-response", FakeReply.Html },
        { "bad-response", FakeReply.NoChoices },
        { "bad-response", FakeReply.Answer("") with { RawBody = "" } },
        { "bad-response", FakeReply.Answer("") with { RawBody = "{}" } },
        { "cut-off", FakeReply.CutOff },
    };

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Call_FaultThatPasses_IsTriedAgain(string code, FakeReply fault)
    {
        await using var harness = await GatewayHarness.StartAsync(request => request.Number <= 2 ? fault : FakeReply.Answer("fine"));
        var result = await harness.RunAsync(harness.CallAsync());
        Assert.Equal(("fine", 3), (result.Text, result.Attempts));
        Assert.Equal(2, harness.Snapshot.ErrorsLast15Minutes[code]);
    }

    [Theory]
    [MemberData(nameof(Passing))]
    public async Task Call_FaultThatStays_EndsAfterTheRetries(string code, FakeReply fault)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => fault);
        harness.Endpoint = harness.Endpoint with { MaxRetries = 1 };
        var result = await harness.RunAsync(harness.CallAsync());
        Assert.Equal((code, 2, null), (result.Error?.Code, result.Attempts, result.Text));
        Assert.Equal(2, harness.Server.Requests);
    }

    [Theory]
    [InlineData(ProviderKind.Anthropic)]
    [InlineData(ProviderKind.Ollama)]
    [InlineData(ProviderKind.AzureOpenAI)]
    public async Task Call_OtherSdks_FailAlike(ProviderKind kind)
    {
        FakeReply[] faults = [FakeReply.Error(500), FakeReply.TooManyRequests("1"), FakeReply.Malformed, FakeReply.CutOff, FakeReply.Answer("fine")];
        await using var harness = await GatewayHarness.StartAsync(request => faults[request.Number - 1]);
        harness.Endpoint = harness.Endpoint with { Kind = kind };
        var result = await harness.RunAsync(harness.CallAsync());
        Assert.Equal(("fine", 5), (result.Text, result.Attempts));
        Assert.Equal(["bad-response", "cut-off", "rate-limit", "server"], harness.Snapshot.ErrorsLast15Minutes.Keys.Order());
    }

    [Fact]
    public async Task Call_NothingUntilTheTimeout_EndsAsTimeout()
    {
        await using var harness = await GatewayHarness.StartAsync(request => request.Number == 1 ? FakeReply.Hang : FakeReply.Answer("fine"));
        var call = harness.CallAsync();
        await GatewayHarness.UntilAsync(() => harness.Server.Requests == 1);
        harness.Clock.Advance(harness.Endpoint.Timeout);
        var result = await harness.RunAsync(call);
        Assert.Equal(("fine", 2), (result.Text, result.Attempts));
        Assert.Equal(1, harness.Snapshot.ErrorsLast15Minutes["timeout"]);
    }

    [Fact]
    public async Task Call_NothingListens_IsAConnectionError()
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { MaxRetries = 1 };
        await harness.Server.DisposeAsync();
        var result = await harness.RunAsync(harness.CallAsync());
        Assert.Equal(("connection", 2), (result.Error?.Code, result.Attempts));
        Assert.Contains("nothing listens", result.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2", 2)]
    [InlineData("3600", 300)]
    [InlineData("Sat, 01 Jan 2000 00:00:10 GMT", 10)]
    public async Task Call_RetryAfter_IsHonouredAndCapped(string retryAfter, int seconds)
    {
        await using var harness = await GatewayHarness.StartAsync(request => request.Number == 1 ? FakeReply.TooManyRequests(retryAfter) : FakeReply.Answer("fine"));
        var call = harness.CallAsync();
        await GatewayHarness.UntilAsync(() => harness.Snapshot.WaitingRetries.Count == 1);

        var waiting = harness.Snapshot.WaitingRetries[0];
        Assert.Equal(new WaitingRetry("m", "rate-limit", 2, 5, harness.Clock.GetUtcNow().UtcDateTime.AddSeconds(seconds)), waiting);
        harness.Clock.Advance(TimeSpan.FromSeconds(seconds) - TimeSpan.FromMilliseconds(1));
        Assert.Equal(1, harness.Server.Requests);
        harness.Clock.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal("fine", (await call).Text);
        Assert.Empty(harness.Snapshot.WaitingRetries);
    }

    [Fact]
    public async Task Call_BalanceExhausted_IsNotTriedAgain()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Error(429, "insufficient_quota"));
        Assert.Equal(("rate-limit", 1), ((await harness.CallAsync()).Error?.Code, harness.Server.Requests));
    }

    [Fact]
    public async Task Call_OneIsRateLimited_TheOthersGoOn()
    {
        await using var harness = await GatewayHarness.StartAsync(request => request.Prompt == "slow" && request.Number == 1 ? FakeReply.TooManyRequests("60") : FakeReply.Answer("fine"));
        harness.Endpoint = harness.Endpoint with { MaxConcurrency = 1 };
        var slow = harness.CallAsync("slow");
        await GatewayHarness.UntilAsync(() => harness.Snapshot.WaitingRetries.Count == 1);
        for (var i = 0; i < 5; i++)
            Assert.Equal("fine", (await harness.CallAsync("quick")).Text);
        Assert.False(slow.IsCompleted);
        Assert.Equal("fine", (await harness.RunAsync(slow)).Text);
    }

    [Fact]
    public async Task Call_ProviderKeepsFailing_CircuitOpensAndClosesAgain()
    {
        var isDown = true;
        await using var harness = await GatewayHarness.StartAsync(_ => isDown ? FakeReply.Error(503) : FakeReply.Answer("fine"));
        harness.Endpoint = harness.Endpoint with { MaxRetries = 0 };
        for (var i = 0; i < 20; i++)
            Assert.Equal("server", (await harness.CallAsync()).Error?.Code);

        Assert.Equal("circuit-open", (await harness.CallAsync()).Error?.Code);
        Assert.Equal(CircuitStatus.Open, harness.Snapshot.Circuit);
        Assert.Equal(20, harness.Server.Requests);

        isDown = false;
        harness.Clock.Advance(TimeSpan.FromSeconds(15));
        Assert.Equal("fine", (await harness.CallAsync()).Text);
        Assert.Equal(CircuitStatus.Closed, harness.Snapshot.Circuit);
    }

    [Fact]
    public async Task Calls_TwoHundredWithEveryKindOfFault_AllRecover()
    {
        await using var harness = await GatewayHarness.StartAsync(
            request => (request.Number % 20) switch
            {
                3 => FakeReply.Error(500),
                8 => FakeReply.TooManyRequests("1"),
                13 => FakeReply.Malformed,
                18 => FakeReply.CutOff,
                _ => FakeReply.Answer(request.Prompt),
            },
            TimeProvider.System);
        harness.Endpoint = harness.Endpoint with { MaxConcurrency = 8 };

        var started = TimeProvider.System.GetTimestamp();
        var results = new ModelCallResult[200];
        await Parallel.ForAsync(0, 200, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) => results[i] = await harness.CallAsync($"case {i}"));
        var elapsed = TimeProvider.System.GetElapsedTime(started);

        Assert.All(results, (result, i) => Assert.Equal($"case {i}", result.Text));
        Assert.InRange(results.Count(result => result.Attempts > 1), 30, 60);
        Assert.Equal(4, harness.Snapshot.ErrorsLast15Minutes.Count);
        Assert.InRange(harness.Server.MostInFlight, 2, 8);
        TestContext.Current.SendDiagnosticMessage($"200 calls with 20 % faults at concurrency 8: {elapsed.TotalSeconds:F2} s");
    }
}
