using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Tests.Features.Judges;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Providers;

/// <summary>Models that answer and models that embed are kept apart.</summary>
public sealed class ModelKindTests : IAsyncDisposable
{
    private readonly JudgeWorld _world = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Theory]
    [InlineData("text-embedding-3-small", ModelKind.Embedding)]
    [InlineData("gemini-embedding-001", ModelKind.Embedding)]
    [InlineData("nomic-embed-text:latest", ModelKind.Embedding)]
    [InlineData("ngram-embedding", ModelKind.Embedding)]
    [InlineData("BAAI/bge-m3", ModelKind.Embedding)]
    [InlineData("intfloat/multilingual-e5-large", ModelKind.Embedding)]
    [InlineData("all-minilm-l6", ModelKind.Embedding)]
    [InlineData("gpt-4.1-mini", ModelKind.Chat)]
    [InlineData("llama-e5-chat", ModelKind.Chat)]
    [InlineData("overlap-judge", ModelKind.Chat)]
    public void Kind_NobodyHasSaid_IsWhatTheNameSays(string key, ModelKind kind) => Assert.Equal(kind, new ProviderModel { Key = key, Name = key }.Kind);

    [Fact]
    public async Task SetModelKind_AgainstTheName_HoldsUntilItIsLeftToTheNameAgain()
    {
        await SeedAsync("vectors");

        Assert.True((await SetAsync("vectors", ModelKind.Embedding)).IsOk);
        Assert.Equal(["vectors"], await ListedAsync(ModelKind.Embedding));
        Assert.Equal(["m0"], await ListedAsync(ModelKind.Chat));
        Assert.Equal(["m0", "vectors"], await ListedAsync(null));
        var shown = (await _world.Runs.Get<GetProvider>().HandleAsync("loopback", _world.Runs.Engineer, Now)).Value.Models.Single(model => model.Key == "vectors");
        Assert.Equal((ModelKind.Embedding, ModelKind.Embedding), (shown.Kind, shown.StatedKind!.Value));

        Assert.True((await SetAsync("vectors", null)).IsOk);
        Assert.Empty(await ListedAsync(ModelKind.Embedding));
        await using var context = _world.Runs.Open();
        Assert.Equal(2, await context.AuditEvents.CountAsync(row => row.Action == "provider.model-kind-set", Now));
    }

    [Fact]
    public async Task SetModelKind_TheSameAgain_RecordsNothing()
    {
        await SeedAsync("vectors");

        Assert.True((await SetAsync("vectors", null)).IsOk);

        await using var context = _world.Runs.Open();
        Assert.False(await context.AuditEvents.AnyAsync(row => row.Action == "provider.model-kind-set", Now));
    }

    [Fact]
    public async Task SetModelKind_UnknownModelOrViewer_IsRefused()
    {
        await SeedAsync("vectors");

        Assert.Equal("providers.model-not-found", (await SetAsync("gone", ModelKind.Chat)).Error!.Code);
        Assert.Equal("auth.denied", (await _world.Runs.Get<SetModelKind>().HandleAsync(new("loopback", "vectors", ModelKind.Chat), TestConsole.Viewer, Now)).Error!.Code);
    }

    [Theory]
    [InlineData(false, "/v1/chat/completions", "loopback answers as")]
    [InlineData(true, "/v1/embeddings", "loopback embeds as")]
    public async Task TestConnection_AsksForAnAnswerUnlessNothingAnswers(bool onlyEmbeddings, string path, string words)
    {
        await SeedAsync("a-first-embedder");
        if (onlyEmbeddings)
            await SetAsync("m0", ModelKind.Embedding);

        var probe = (await _world.Runs.Get<TestConnection>().HandleAsync(new("loopback"), _world.Runs.Engineer, Now)).Value;

        Assert.True(probe.Ok, probe.Message);
        Assert.StartsWith(words, probe.Message, StringComparison.Ordinal);
        Assert.Equal(path, _world.Server.LastRequest!.Path);
    }

    [Fact]
    public async Task TestConnection_EmbeddingRefused_SaysWhy()
    {
        await SeedAsync("embedder", request => FakeReply.Error(404, "no such model"));

        var probe = (await _world.Runs.Get<TestConnection>().HandleAsync(new("loopback", "embedder"), _world.Runs.Engineer, Now)).Value;

        Assert.False(probe.Ok);
        Assert.Contains("no such model", probe.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ModelThatEmbeds_AsCandidateOrJudgeThatAnswers_IsRefused()
    {
        await SeedAsync("embedder");

        Assert.Contains("embeds texts and answers none", (await _world.CreateAsync("tone", "llm-rubric", "embedder")).Error!.Message, StringComparison.Ordinal);
        var draft = new BenchmarkDraft { Name = "B", DatasetKey = "numbers-golden", Assertions = [], Candidates = [new CandidateDraft("c", "numbers/ask", 1, "loopback", "embedder", ModelParameters.Default, true)] };
        var benchmark = await _world.Runs.Get<CreateBenchmark>().HandleAsync(new("numbers", "other", draft), _world.Runs.Engineer, Now);
        Assert.Contains("embeds texts and answers none", benchmark.Error!.Message, StringComparison.Ordinal);
        Assert.True((await _world.CreateAsync("near", "similar", "embedder")).IsOk);
    }

    private async Task SeedAsync(string model, Func<FakeRequest, FakeReply>? script = null)
    {
        await _world.StartAsync(script ?? (_ => FakeReply.Answer("ok")), new() { Cases = 1 });
        await _world.AddModelAsync(model);
    }

    private Task<Result> SetAsync(string model, ModelKind? kind) => _world.Runs.Get<SetModelKind>().HandleAsync(new("loopback", model, kind), _world.Runs.Engineer, Now);

    private async Task<IEnumerable<string>> ListedAsync(ModelKind? kind) => (await _world.Runs.Get<ListModels>().HandleAsync(kind, _world.Runs.Engineer, Now)).Value.Select(model => model.Model);
}
