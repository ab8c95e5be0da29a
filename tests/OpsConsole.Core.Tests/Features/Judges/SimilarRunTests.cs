using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Judges;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Core.Data;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Judges;

/// <summary><c>similar</c> in a run: candidates on a scripted server, embeddings of the baseline or of that server.</summary>
public sealed class SimilarRunTests : IAsyncDisposable
{
    private readonly RunWorld _world = new();
    private FakeModelServer? _server;

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _world.DisposeAsync();
        if (_server is not null)
            await _server.DisposeAsync();
    }

    [Fact]
    public async Task Run_OnTheBaseline_TakesTheNearestOfTheTexts()
    {
        var cell = await RunAsync(new() { Type = "similar", Value = Json("Nothing of the kind", "Refunds take ten days") }, "Refunds take ten days!");

        Assert.Equal((CellState.Done, true), (cell.State, cell.Pass!.Value));
        Assert.Equal(1, cell.Score!.Value, 5);
        var result = Results(cell).Single();
        Assert.Equal(("near@1", "cosine 1.000 with the nearest, number 2 of 2, the threshold 0.75"), (result.Judge, result.Reason));
    }

    [Theory]
    [InlineData("similar", false)]
    [InlineData("not-similar", true)]
    public async Task Run_FarText_FailsAndPassesInverted(string type, bool pass) =>
        Assert.Equal(pass, (await RunAsync(new() { Type = type, Value = Json("Our office opens early") }, "Refunds take ten days")).Pass);

    [Fact]
    public async Task Run_EmptyOutput_FailsAndSaysSo()
    {
        var cell = await RunAsync(new() { Type = "not-similar", Value = Json("x") }, " ");

        Assert.Equal((CellState.Done, false), (cell.State, cell.Pass!.Value));
        Assert.Contains("the output is empty", Results(cell).Single().Reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("long", "different lengths, 2 and 3")]
    [InlineData("zero", "zero vector")]
    [InlineData("nan", "no finite number")]
    [InlineData("refused", "near@1: ")]
    public async Task Run_EmbeddingThatCannotBeUsed_IsNotJudged(string how, string words)
    {
        var reply = how == "refused" ? FakeReply.Error(401) : new FakeReply
        {
            Embed = text => text != "expected" ? [1, 0] : how switch { "long" => [1, 0, 0], "zero" => [0, 0], _ => [float.NaN, 1] },
        };
        var cell = await RunAsync(new() { Type = "similar", Value = Json("expected") }, "output", reply);

        Assert.Equal((CellState.Failed, "judge", (bool?)null, (double?)null), (cell.State, cell.ErrorCode, cell.Pass, cell.Score));
        Assert.Contains(words, cell.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PricedEmbeddings_CostTheRunOnce()
    {
        var cell = await RunAsync(new() { Type = "similar", Value = Json("expected") }, "output", new FakeReply { InputTokens = 20 }, Money.FromDollars(1000), cache: true);

        Assert.Equal(Money.FromDollars(0.02m), cell.JudgeCost);
        var asked = _server!.Requests;
        var again = await _world.PlanAsync("again");
        await _world.ExecuteAsync(again);
        Assert.Equal(asked, _server.Requests);
        Assert.True((await _world.CellsAsync(again)).Single().Pass);
    }

    [Theory]
    [InlineData("""[""]""")]
    [InlineData("""{"a": 1}""")]
    public void Validate_BadValue_IsRefused(string value) => Assert.Equal(
        "assertions.invalid-value",
        OpsConsole.Core.Features.Evals.Graded.GradedCheck.Compile(new() { Type = "similar", Value = JsonSerializer.Deserialize<JsonElement>(value) }).Error?.Code);

    [Fact]
    public async Task CreateJudge_OnAModelThatEmbedsNothing_IsRefused()
    {
        await _world.SeedAsync(new() { Cases = 1 });
        await AddBaselineAsync("lead");

        var refused = await MakeAsync("builtin", "lead");

        Assert.Equal("judges.invalid", refused.Error?.Code);
        Assert.Contains("offers no embeddings by 'lead'", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Compare with care")]
    [InlineData("Text: {{ text }}")]
    public async Task CreateJudge_PromptThatLeavesTheOutputOut_IsRefused(string text)
    {
        await _world.SeedAsync(new() { Cases = 1 });
        await AddBaselineAsync("ngram-embedding");
        await new PromptShelf(_world.Get<IDbContextFactory<OpsDbContext>>()).AddAsync(
            "judges/constant", new PromptContent([new PromptMessage("user", text)], [new PromptVariable("text", PromptVariableType.Text, false, null)]));

        var refused = await MakeAsync("builtin", "ngram-embedding", "judges/constant");

        Assert.Equal("judges.invalid", refused.Error?.Code);
        Assert.Contains("{{ output }}", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_PromptThatHasLostTheOutput_IsRefused()
    {
        _server = await FakeModelServer.StartAsync(_ => FakeReply.Answer("far from it"));
        await _world.SeedAsync(new() { BaseUrl = _server.BaseUrl, Cases = 1, Assertions = [new() { Type = "similar", Value = Json("expected") }] });
        await AddBaselineAsync("ngram-embedding");
        Assert.True((await MakeAsync("builtin", "ngram-embedding")).IsOk);
        var constant = await new PromptShelf(_world.Get<IDbContextFactory<OpsDbContext>>()).AddAsync("judges/constant", "Compare with care");
        await using (var context = _world.Open())
            await context.Judges.ExecuteUpdateAsync(set => set.SetProperty(row => row.PromptVersionId, constant.Id), Now);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _world.PlanAsync());

        Assert.StartsWith("judges.unfit", refused.Message, StringComparison.Ordinal);
        Assert.Contains("does not use {{ output }}", refused.Message, StringComparison.Ordinal);
    }

    private async Task<RunCell> RunAsync(Assertion assertion, string output, FakeReply? embeddings = null, Money? price = null, bool cache = false)
    {
        _server = await FakeModelServer.StartAsync(request => request.Path.EndsWith("/embeddings", StringComparison.Ordinal) ? embeddings! : FakeReply.Answer(output));
        await _world.SeedAsync(new() { BaseUrl = _server.BaseUrl, Cases = 1, UseCache = cache, Assertions = [assertion] });
        if (embeddings is null)
            await AddBaselineAsync("ngram-embedding");
        else
            await AddEmbedderAsync(price);
        var made = embeddings is null ? await MakeAsync("builtin", "ngram-embedding") : await MakeAsync("loopback", "embedder");
        Assert.True(made.IsOk, made.Error?.Message);
        var run = await _world.PlanAsync();
        await _world.ExecuteAsync(run);
        return (await _world.CellsAsync(run)).Single();
    }

    private Task<Result<string>> MakeAsync(string provider, string model, string? prompt = null) => _world.Get<CreateJudge>().HandleAsync(
        new("near", new() { Name = "Near", AssertionType = "similar", SystemKey = "numbers", ProviderKey = provider, ModelKey = model, PromptKey = prompt }), _world.Engineer, Now);

    private async Task AddBaselineAsync(string model)
    {
        await using var context = _world.Open();
        context.Add(new ProviderModel { Provider = new Provider { Key = "builtin", Name = "Baselines", Kind = ProviderKind.Builtin }, Key = model, Name = model });
        await context.SaveChangesAsync(Now);
    }

    private async Task AddEmbedderAsync(Money? price)
    {
        await using var context = _world.Open();
        var model = new ProviderModel { ProviderId = (await context.Set<Provider>().SingleAsync(Now)).Id, Key = "embedder", Name = "Embedder" };
        if (price is { } each)
            model.Prices.Add(new ModelPrice { Input = each, Output = each, Tiers = [], Source = "test", CheckedOn = new DateOnly(2026, 11, 1) });
        context.Add(model);
        await context.SaveChangesAsync(Now);
    }

    private static IReadOnlyList<AssertionResult> Results(RunCell cell) => JsonSerializer.Deserialize<IReadOnlyList<AssertionResult>>(cell.AssertionsJson!, JsonColumn.Options)!;

    private static JsonElement Json(params string[] texts) => JsonSerializer.SerializeToElement(texts);
}
