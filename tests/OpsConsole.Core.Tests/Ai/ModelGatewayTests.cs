using System.Text.Json;
using OpsConsole.Core.Ai;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Ai;

public sealed class ModelGatewayTests
{
    [Theory]
    [InlineData(ProviderKind.OpenAI, "/v1/chat/completions", "")]
    [InlineData(ProviderKind.OpenAICompatible, "/v1/chat/completions", "/v1/")]
    [InlineData(ProviderKind.OpenAICompatible, "/openai/v1/chat/completions", "/openai")]
    [InlineData(ProviderKind.AzureOpenAI, "/openai/deployments/m/chat/completions", "")]
    [InlineData(ProviderKind.Anthropic, "/v1/messages", "")]
    [InlineData(ProviderKind.Ollama, "/api/chat", "")]
    public async Task Call_EachKind_SpeaksItsInterface(ProviderKind kind, string path, string suffix)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Answer("Bonjour") with { InputTokens = 11, OutputTokens = 3 });
        harness.Endpoint = harness.Endpoint with { Kind = kind, BaseUrl = harness.Server.BaseUrl + suffix };

        var result = await harness.CallAsync("Say hello", new ModelParameters { Temperature = 0, MaxOutputTokens = 7 });

        Assert.Null(result.Error);
        Assert.Equal(("Bonjour", 1, new TokenUsage(11, 0, 3, 0)), (result.Text, result.Attempts, result.Usage));
        Assert.Equal("stop", result.FinishReason);
        var request = harness.Server.LastRequest!;
        Assert.Equal((path, "Say hello"), (request.Path, request.Prompt));
        Assert.Contains("7", request.Body.GetRawText(), StringComparison.Ordinal);
        Assert.Contains(request.Headers.Values, value => value.Contains(GatewayHarness.Secret, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Call_Parameters_ReachTheServer()
    {
        await using var harness = await GatewayHarness.StartAsync();
        await harness.CallAsync(parameters: new ModelParameters { Temperature = 0.5, TopP = 0.25, MaxOutputTokens = 7, Seed = 42, Stop = ["END"] });
        var body = harness.Server.LastRequest!.Body;
        Assert.Equal((0.5, 0.25), (body.GetProperty("temperature").GetDouble(), body.GetProperty("top_p").GetDouble()));
        Assert.Equal((7, 42), (body.GetProperty("max_tokens").GetInt32(), body.GetProperty("seed").GetInt32()));
        Assert.Equal("END", body.GetProperty("stop")[0].GetString());
        Assert.False(body.TryGetProperty("max_completion_tokens", out _));
    }

    [Theory]
    [InlineData(ProviderKind.OpenAICompatible)]
    [InlineData(ProviderKind.AzureOpenAI)]
    [InlineData(ProviderKind.Anthropic)]
    [InlineData(ProviderKind.Ollama)]
    public async Task Call_WithTools_OffersThemAndBringsTheCallsBackInOpenAIsForm(ProviderKind kind)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => new FakeReply { ToolCalls = [("get_weather", """{"city":"Lisbon"}"""), ("get_time", "{}")] });
        harness.Endpoint = harness.Endpoint with { Kind = kind };
        var extras = new CallExtras { Tools = [new("get_weather", "The weather", """{"type":"object","properties":{"city":{"type":"string"}}}"""), new("get_time", "", "")] };

        var result = await harness.Gateway.CallAsync(harness.Endpoint, "m", [new ChatTurn("user", "?")], ModelParameters.Default, extras, TestContext.Current.CancellationToken);

        Assert.Null(result.Error);
        Assert.Equal("", result.Text);
        var calls = JsonDocument.Parse(result.ToolCallsJson!).RootElement;
        Assert.Equal(2, calls.GetArrayLength());
        Assert.Equal(("function", "get_weather"), (calls[0].GetProperty("type").GetString(), calls[0].GetProperty("function").GetProperty("name").GetString()));
        Assert.Equal("""{"city":"Lisbon"}""", calls[0].GetProperty("function").GetProperty("arguments").GetString());
        var offered = harness.Server.LastRequest!.Body.GetProperty("tools").GetRawText();
        Assert.Contains("get_time", offered, StringComparison.Ordinal);
        Assert.Contains("city", offered, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_ToolArgumentsThatAreNoJson_ComeAsTheyWereSent()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => new FakeReply { ToolCalls = [("get_weather", """{"city":""")] });

        var result = await harness.CallAsync();

        Assert.Equal("""{"city":""", JsonDocument.Parse(result.ToolCallsJson!).RootElement[0].GetProperty("function").GetProperty("arguments").GetString());
    }

    [Fact]
    public async Task Call_LogProbsAskedFor_BringsTheirMean()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Answer("ok") with { LogProbs = [-0.2, -0.4, -0.1, -0.3], FinishReason = "length" });

        var result = await harness.Gateway.CallAsync(
            harness.Endpoint, "m", [new ChatTurn("user", "?")], new ModelParameters { MaxOutputTokens = 7 }, new CallExtras { LogProbs = true }, TestContext.Current.CancellationToken);

        Assert.Equal(-0.25, result.MeanLogProb!.Value, 6);
        Assert.Equal("length", result.FinishReason);
        var body = harness.Server.LastRequest!.Body;
        Assert.True(body.GetProperty("logprobs").GetBoolean());
        Assert.Equal(7, body.GetProperty("max_tokens").GetInt32());
    }

    [Fact]
    public async Task Call_NothingBesideText_AsksForNothingAndBringsNothing()
    {
        await using var harness = await GatewayHarness.StartAsync();

        var result = await harness.CallAsync();

        Assert.Equal((null, null), (result.ToolCallsJson, result.MeanLogProb));
        var body = harness.Server.LastRequest!.Body;
        Assert.False(body.TryGetProperty("tools", out _) || body.TryGetProperty("logprobs", out _));
    }

    [Fact]
    public async Task Call_NoSecretNeeded_SendsNone()
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { SecretRef = null };
        Assert.Equal("ok", (await harness.CallAsync()).Text);
        Assert.False(harness.Server.LastRequest!.Headers.ContainsKey("Authorization"));
    }

    [Theory]
    [InlineData("env:OPSCONSOLE_TEST_NO_SUCH_SECRET")]
    [InlineData("config:Ai:Other")]
    [InlineData("plain-text-key")]
    public async Task Call_SecretMissing_NamesTheReference(string reference)
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { SecretRef = reference };
        var result = await harness.CallAsync();
        Assert.Equal("secret-missing", result.Error?.Code);
        Assert.Contains(reference, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(0, harness.Server.Requests);
    }

    [Theory]
    [InlineData(401, "auth")]
    [InlineData(403, "auth")]
    [InlineData(404, "not-found")]
    [InlineData(400, "bad-request")]
    [InlineData(302, "bad-response")]
    public async Task Call_RefusalThatStays_IsNotRepeated(int status, string code)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Error(status, "Because.") with { Location = "http://127.0.0.1:9/" });
        var result = await harness.CallAsync();
        Assert.Equal((code, status), (result.Error?.Code, result.Error?.HttpStatus));
        Assert.Contains("Because.", result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(1, harness.Server.Requests);
    }

    [Fact]
    public async Task Call_ErrorBodyEchoesTheKey_KeyIsScrubbed()
    {
        await using var harness = await GatewayHarness.StartAsync(request => FakeReply.Error(401, $"Bad key {GatewayHarness.Secret}, or was it sk-abc***wxyz; {request.Headers["Authorization"]}"));
        var message = (await harness.CallAsync()).Error!.Message;
        Assert.DoesNotContain("4711", message, StringComparison.Ordinal);
        Assert.DoesNotContain("wxyz", message, StringComparison.Ordinal);
        Assert.Contains("config:Ai:Key", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Call_BuiltinAndEcho_NeedNoServer()
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = new ProviderEndpoint { Key = "builtin", Kind = ProviderKind.Builtin };
        Assert.Equal("One.", (await harness.CallAsync("<context>One. Two.</context>", model: "lead")).Text);
        Assert.Equal("One. Two.", (await harness.CallAsync("<context>One. Two.</context>", new ModelParameters { Method = new Dictionary<string, string> { ["sentences"] = "2" } }, "lead")).Text);
        Assert.Equal("bad-request", (await harness.CallAsync("x", new ModelParameters { Method = new Dictionary<string, string> { ["words"] = "2" } }, "lead")).Error?.Code);
        Assert.Contains("extractive-span", (await harness.CallAsync(model: "gpt")).Error!.Message, StringComparison.Ordinal);
        harness.Endpoint = new ProviderEndpoint { Key = "echo", Kind = ProviderKind.Echo };
        Assert.Equal("Hi", (await harness.CallAsync("Hi", model: "echo")).Text);
        Assert.Equal(0, harness.Server.Requests);
    }

    [Fact]
    public async Task Call_SettingsOrSeedTheProviderCannotHonour_AreRefused()
    {
        await using var harness = await GatewayHarness.StartAsync();
        Assert.Equal("unsupported", (await harness.CallAsync(parameters: new ModelParameters { Method = new Dictionary<string, string> { ["sentences"] = "2" } })).Error?.Code);
        harness.Endpoint = harness.Endpoint with { Kind = ProviderKind.Anthropic };
        Assert.Equal("unsupported", (await harness.CallAsync(parameters: new ModelParameters { Seed = 7 })).Error?.Code);
    }

    [Theory]
    [InlineData("ftp://host")]
    [InlineData("host:80/v1")]
    [InlineData("http://user:word@host")]
    public async Task Call_BadAddress_SaysSo(string address)
    {
        await using var harness = await GatewayHarness.StartAsync();
        harness.Endpoint = harness.Endpoint with { BaseUrl = address };
        Assert.Equal("bad-request", (await harness.CallAsync()).Error?.Code);
    }

    [Fact]
    public async Task Call_CallerGivesUp_Throws()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Hang);
        using var cancel = new CancellationTokenSource();
        var call = harness.CallAsync(cancellationToken: cancel.Token);
        await GatewayHarness.UntilAsync(() => harness.Server.Requests == 1);
        await cancel.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        Assert.Equal(0, harness.Snapshot.InFlight);
        Assert.Empty(harness.Snapshot.ErrorsLast15Minutes);
    }
}
