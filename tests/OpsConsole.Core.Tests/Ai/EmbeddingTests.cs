using OpsConsole.Core.Ai;
using OpsConsole.Core.Ai.Baselines;
using OpsConsole.Core.Features.Judges.Asking;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Ai;

public sealed class EmbeddingTests
{
    private static CancellationToken Now => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(ProviderKind.OpenAICompatible, "/v1/embeddings")]
    [InlineData(ProviderKind.OpenAI, "/v1/embeddings")]
    [InlineData(ProviderKind.Ollama, "/api/embed")]
    public async Task EmbedAsync_Texts_AnswersAVectorForEachInOrder(ProviderKind kind, string path)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => new FakeReply { Embed = text => [text.Length, 0.5f], InputTokens = 7 });
        var result = await harness.Gateway.EmbedAsync(harness.Endpoint with { Kind = kind }, "embedder", ["a", "abc"], Now);

        Assert.Null(result.Error);
        Assert.Equal([[1, 0.5f], [3, 0.5f]], result.Vectors);
        Assert.Equal(7, result.Usage.Input);
        Assert.Equal((path, "embedder"), (harness.Server.LastRequest!.Path, harness.Server.LastRequest.Model));
        Assert.Equal($"Bearer {GatewayHarness.Secret}", harness.Server.LastRequest.Headers["Authorization"]);
    }

    [Fact]
    public async Task EmbedAsync_Azure_AsksTheDeployment()
    {
        await using var harness = await GatewayHarness.StartAsync(_ => new FakeReply { Embed = text => [text.Length, 0.5f] });
        var result = await harness.Gateway.EmbedAsync(harness.Endpoint with { Kind = ProviderKind.AzureOpenAI }, "embedder", ["abc"], Now);

        Assert.Null(result.Error);
        Assert.Equal([[3, 0.5f]], result.Vectors);
        Assert.Equal("/openai/deployments/embedder/embeddings", harness.Server.LastRequest!.Path);
        Assert.Equal(GatewayHarness.Secret, harness.Server.LastRequest.Headers["api-key"]);
    }

    [Theory]
    [InlineData(401, "auth", 1)]
    [InlineData(500, "server", 3)]
    public async Task EmbedAsync_Refused_TranslatesAndRetriesAsACall(int status, string code, int attempts)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => FakeReply.Error(status, $"key {GatewayHarness.Secret}"));
        harness.Endpoint = harness.Endpoint with { MaxRetries = 2 };
        var result = await harness.RunAsync(harness.Gateway.EmbedAsync(harness.Endpoint, "m", ["a"], Now));

        Assert.Equal((code, attempts), (result.Error!.Code, result.Attempts));
        Assert.Empty(result.Vectors);
        Assert.DoesNotContain(GatewayHarness.Secret, result.Error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"object":"list","data":[{"emb""")]
    [InlineData("""{"object":"list","model":"m","data":[],"usage":{"prompt_tokens":1,"total_tokens":1}}""")]
    [InlineData("""{"object":"list","model":"m","data":[{"object":"embedding","index":0,"embedding":"?"}],"usage":{"prompt_tokens":1,"total_tokens":1}}""")]
    [InlineData("""{"hello":"world"}""")]
    public async Task EmbedAsync_Garbage_IsABadResponse(string body)
    {
        await using var harness = await GatewayHarness.StartAsync(_ => new FakeReply { RawBody = body });
        harness.Endpoint = harness.Endpoint with { MaxRetries = 0 };

        Assert.Equal("bad-response", (await harness.Gateway.EmbedAsync(harness.Endpoint, "m", ["a"], Now)).Error?.Code);
    }

    [Theory]
    [InlineData(ProviderKind.Anthropic, "claude", "Anthropic has no such interface")]
    [InlineData(ProviderKind.Echo, "echo", "only repeats")]
    [InlineData(ProviderKind.Builtin, "lead", "ngram-embedding")]
    public async Task EmbedAsync_NoEmbeddings_RefusesWithoutARequest(ProviderKind kind, string model, string words)
    {
        await using var harness = await GatewayHarness.StartAsync();
        var result = await harness.Gateway.EmbedAsync(harness.Endpoint with { Kind = kind }, model, ["a"], Now);

        Assert.Equal("unsupported", result.Error!.Code);
        Assert.Contains(words, result.Error.Message, StringComparison.Ordinal);
        Assert.Equal(0, harness.Server.Requests);
    }

    [Fact]
    public async Task EmbedAsync_EmptyText_IsRefused()
    {
        await using var harness = await GatewayHarness.StartAsync();
        Assert.Equal("bad-request", (await harness.Gateway.EmbedAsync(harness.Endpoint, "m", ["a", " "], Now)).Error?.Code);
        Assert.Equal(0, harness.Server.Requests);
    }

    [Fact]
    public void Baseline_Text_IsAUnitVectorAndTheSameEachTime()
    {
        var vector = NgramEmbedding.Of("The order ships on Monday.");
        Assert.Equal(1, Math.Sqrt(vector.Sum(value => (double)value * value)), 5);
        Assert.Equal(vector, NgramEmbedding.Of("the ORDER ships, on monday"));
        Assert.All(NgramEmbedding.Of("?!"), value => Assert.Equal(0, value));
    }

    [Fact]
    public void Baseline_SharedWordsAndStems_AreNearerThanNone()
    {
        var text = NgramEmbedding.Of("Refunds are paid within ten days");
        var (near, far) = (Cosine.Between(text, NgramEmbedding.Of("The refund is paid in ten days")).Value, Cosine.Between(text, NgramEmbedding.Of("Our office opens early")).Value);
        Assert.True(near > 0.5, $"{near}");
        Assert.True(far < 0.2, $"{far}");
    }

    [Theory]
    [InlineData(new[] { 1f, 0 }, new[] { 2f, 0 }, 1)]
    [InlineData(new[] { 1f, 0 }, new[] { 0f, 3 }, 0)]
    [InlineData(new[] { 1f, 2 }, new[] { -1f, -2 }, -1)]
    [InlineData(new[] { 3e38f, 0 }, new[] { 3e38f, 0 }, 1)]
    public void Cosine_Vectors_IsTheAngle(float[] a, float[] b, double expected) => Assert.Equal(expected, Cosine.Between(a, b).Value, 9);

    [Theory]
    [InlineData(new[] { 1f, 0 }, new[] { 1f }, "different lengths, 2 and 1")]
    [InlineData(new[] { 1f, 0 }, new[] { float.NaN, 1 }, "no finite number")]
    [InlineData(new[] { float.PositiveInfinity, 0 }, new[] { 1f, 1 }, "no finite number")]
    [InlineData(new[] { 0f, 0 }, new[] { 1f, 1 }, "zero vector")]
    [InlineData(new float[0], new float[0], "no numbers")]
    public void Cosine_VectorsWithoutAnAngle_SaysWhy(float[] a, float[] b, string words) => Assert.Contains(words, Cosine.Between(a, b).Error?.Message, StringComparison.Ordinal);
}
