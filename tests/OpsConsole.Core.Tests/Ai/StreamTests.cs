using System.Collections.Concurrent;
using OpsConsole.Core.Ai;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Ai;

/// <summary>Answers that come piece by piece, through each SDK as it is, from a server on loopback.</summary>
public sealed class StreamTests
{
    private readonly ConcurrentQueue<string> _pieces = new();

    private string Heard => string.Concat(_pieces);

    [Theory]
    [InlineData(ProviderKind.OpenAICompatible)]
    [InlineData(ProviderKind.OpenAI)]
    [InlineData(ProviderKind.AzureOpenAI)]
    [InlineData(ProviderKind.Anthropic)]
    [InlineData(ProviderKind.Ollama)]
    public async Task Stream_EachSdk_HandsOverEveryWordAndWhatItTook(ProviderKind kind)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Answer("one two three") with { InputTokens = 7, OutputTokens = 3 });
        harness.Endpoint = harness.Endpoint with { Kind = kind };

        var result = await harness.StreamAsync(_pieces.Enqueue);

        Assert.Null(result.Error);
        Assert.Equal(["one", " two", " three"], _pieces);
        Assert.Equal(("one two three", 7, 3), (result.Text, result.Usage.Input, result.Usage.Output));
        Assert.NotNull(result.TimeToFirstToken);
        Assert.Equal(0, harness.Snapshot.InFlight);
    }

    [Fact]
    public async Task Stream_WhileTheRestIsStillUnsaid_IsHeardAlready()
    {
        var rest = new TaskCompletionSource();
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Answer("first last") with { BeforeWord = index => index == 0 ? Task.CompletedTask : rest.Task });

        var call = harness.StreamAsync(_pieces.Enqueue);
        await GatewayHarness.UntilAsync(() => !_pieces.IsEmpty);

        Assert.Equal("first", Heard);
        Assert.False(call.IsCompleted);
        harness.Clock.Advance(TimeSpan.FromSeconds(3));
        rest.SetResult();
        var result = await call;
        Assert.Equal(("first last", TimeSpan.Zero, TimeSpan.FromSeconds(3)), (result.Text, result.TimeToFirstToken, result.Latency));
    }

    [Theory]
    [InlineData(FakeReply.Fault.CutOff, ProviderKind.OpenAICompatible)]
    [InlineData(FakeReply.Fault.CutOff, ProviderKind.Anthropic)]
    [InlineData(FakeReply.Fault.CutOff, ProviderKind.Ollama)]
    [InlineData(FakeReply.Fault.EndsEarly, ProviderKind.OpenAICompatible)]
    [InlineData(FakeReply.Fault.EndsEarly, ProviderKind.Anthropic)]
    [InlineData(FakeReply.Fault.EndsEarly, ProviderKind.Ollama)]
    public async Task Stream_ThatBreaksOff_IsAnErrorOnceAndWhatWasHeardStays(FakeReply.Fault fault, ProviderKind kind)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Answer("one two three four") with { Failure = fault });
        harness.Endpoint = harness.Endpoint with { Kind = kind };

        var result = await harness.StreamAsync(_pieces.Enqueue);

        Assert.Equal(("cut-off", 1, null), (result.Error?.Code, result.Attempts, result.Text));
        Assert.Equal("one two", Heard);
        Assert.Equal(1, harness.Server.Requests);
    }

    [Fact]
    public async Task Stream_RefusedBeforeItsFirstWord_IsTriedAgain()
    {
        await using var harness = await GatewayHarness.StartAsync(request => request.Number == 1 ? FakeReply.TooManyRequests("2") : FakeReply.Answer("fine now"));

        var result = await harness.RunAsync(harness.StreamAsync(_pieces.Enqueue));

        Assert.Equal(("fine now", 2, "fine now"), (result.Text, result.Attempts, Heard));
        Assert.Equal(1, harness.Snapshot.ErrorsLast15Minutes["rate-limit"]);
    }

    [Fact]
    public async Task Stream_RefusedToTheEnd_EndsAsRateLimit()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.TooManyRequests("1"));
        harness.Endpoint = harness.Endpoint with { MaxRetries = 1 };

        var result = await harness.RunAsync(harness.StreamAsync(_pieces.Enqueue));

        Assert.Equal(("rate-limit", 2), (result.Error?.Code, result.Attempts));
        Assert.Empty(_pieces);
    }

    [Fact]
    public async Task Stream_ThatHangsMidway_EndsAsTimeout()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Answer("one two three four") with { Failure = FakeReply.Fault.HangMidway });

        var call = harness.StreamAsync(_pieces.Enqueue);
        await GatewayHarness.UntilAsync(() => Heard == "one two");
        harness.Clock.Advance(harness.Endpoint.Timeout);
        var result = await call;

        Assert.Equal(("timeout", 1), (result.Error?.Code, result.Attempts));
        Assert.Equal(1, harness.Snapshot.ErrorsLast15Minutes["timeout"]);
    }

    [Fact]
    public async Task Stream_StoppedByItsCaller_IsThrownAndFreesItsPlace()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Answer("one two three four") with { Failure = FakeReply.Fault.HangMidway });
        using var stop = new CancellationTokenSource();

        var call = harness.StreamAsync(_pieces.Enqueue, cancellationToken: stop.Token);
        await GatewayHarness.UntilAsync(() => Heard == "one two");
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(0, harness.Snapshot.InFlight);
        Assert.Empty(harness.Snapshot.ErrorsLast15Minutes);
    }

    [Fact]
    public async Task Stream_OfABaseline_IsOnePieceAndHonestAboutIt()
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = new ProviderEndpoint { Key = "echo", Kind = ProviderKind.Echo };

        var result = await harness.StreamAsync(_pieces.Enqueue, "echo");

        Assert.Equal(["Hi"], _pieces);
        Assert.Equal(("Hi", 0), (result.Text, harness.Server.Requests));
    }

    [Fact]
    public async Task Stream_AnsweredAsAWhole_IsAnErrorInWords()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Html);
        harness.Endpoint = harness.Endpoint with { MaxRetries = 0 };

        var result = await harness.StreamAsync(_pieces.Enqueue);

        Assert.Equal("bad-response", result.Error?.Code);
        Assert.Contains("not JSON", result.Error!.Message, StringComparison.Ordinal);
    }
}
