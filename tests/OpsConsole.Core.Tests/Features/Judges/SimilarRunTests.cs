using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Evals.Graded;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;
using static OpsConsole.Core.Tests.Features.Judges.JudgeWorld;

namespace OpsConsole.Core.Tests.Features.Judges;

/// <summary><c>similar</c> in a run: candidates on a scripted server, embeddings of the baseline or of that server.</summary>
public sealed class SimilarRunTests : IAsyncDisposable
{
    private readonly JudgeWorld _world = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public ValueTask DisposeAsync() => _world.DisposeAsync();

    [Fact]
    public async Task Run_OnTheBaseline_TakesTheNearestOfTheTexts()
    {
        var cell = await RunAsync(new() { Type = "similar", Value = JudgeWorld.Value("Nothing of the kind", "Refunds take ten days") }, "Refunds take ten days!");

        Assert.Equal((CellState.Done, true), (cell.State, cell.Pass!.Value));
        Assert.Equal(1, cell.Score!.Value, 5);
        var result = Results(cell).Single();
        Assert.Equal(("near@1", "cosine 1.000 with the nearest, number 2 of 2, the threshold 0.75"), (result.Judge, result.Reason));
    }

    [Theory]
    [InlineData("similar", false)]
    [InlineData("not-similar", true)]
    public async Task Run_FarText_FailsAndPassesInverted(string type, bool pass) =>
        Assert.Equal(pass, (await RunAsync(new() { Type = type, Value = JudgeWorld.Value("Our office opens early") }, "Refunds take ten days")).Pass);

    [Fact]
    public async Task Run_EmptyOutput_FailsAndSaysSo()
    {
        var cell = await RunAsync(new() { Type = "not-similar", Value = JudgeWorld.Value("x") }, " ");

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
        var cell = await RunAsync(new() { Type = "similar", Value = JudgeWorld.Value("expected") }, "output", reply);

        Assert.Equal((CellState.Failed, "judge", (bool?)null, (double?)null), (cell.State, cell.ErrorCode, cell.Pass, cell.Score));
        Assert.Contains(words, cell.ErrorMessage, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_PricedEmbeddings_CostTheRunOnce()
    {
        var cell = await RunAsync(new() { Type = "similar", Value = JudgeWorld.Value("expected") }, "output", new FakeReply { InputTokens = 20 }, Money.FromDollars(1000), cache: true);

        Assert.Equal(Money.FromDollars(0.02m), cell.JudgeCost);
        var asked = _world.Server.Requests;
        var again = await _world.RunAsync("again");
        Assert.Equal(asked, _world.Server.Requests);
        Assert.True(again.Single().Pass);
    }

    [Theory]
    [InlineData("""[""]""")]
    [InlineData("""{"a": 1}""")]
    public void Validate_BadValue_IsRefused(string value) => Assert.Equal(
        "assertions.invalid-value",
        GradedCheck.Compile(new() { Type = "similar", Value = JsonSerializer.Deserialize<JsonElement>(value) }).Error?.Code);

    [Fact]
    public async Task CreateJudge_OnAModelThatEmbedsNothing_IsRefused()
    {
        await _world.Runs.SeedAsync(new() { Cases = 1 });
        await _world.AddBaselineAsync("lead");

        var refused = await _world.CreateAsync("near", "similar", "lead", "builtin");

        Assert.Equal("judges.invalid", refused.Error?.Code);
        Assert.Contains("offers no embeddings by 'lead'", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Compare with care")]
    [InlineData("Text: {{ text }}")]
    public async Task CreateJudge_PromptThatLeavesTheOutputOut_IsRefused(string text)
    {
        await _world.Runs.SeedAsync(new() { Cases = 1 });
        await _world.AddBaselineAsync("ngram-embedding");
        await new PromptShelf(_world.Runs.Get<IDbContextFactory<OpsDbContext>>()).AddAsync(
            "judges/constant", new PromptContent([new PromptMessage("user", text)], [new PromptVariable("text", PromptVariableType.Text, false, null)]));

        var refused = await _world.CreateAsync("near", "similar", "ngram-embedding", "builtin", "judges/constant");

        Assert.Equal("judges.invalid", refused.Error?.Code);
        Assert.Contains("{{ output }}", refused.Error!.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_PromptThatHasLostTheOutput_IsRefused()
    {
        await _world.Runs.SeedAsync(new() { Cases = 1, Assertions = [new() { Type = "similar", Value = JudgeWorld.Value("expected") }] });
        await _world.AddBaselineAsync("ngram-embedding");
        await _world.MakeAsync("near", "similar", "ngram-embedding", "builtin");
        var constant = await new PromptShelf(_world.Runs.Get<IDbContextFactory<OpsDbContext>>()).AddAsync("judges/constant", "Compare with care");
        await using (var context = _world.Runs.Open())
            await context.Judges.ExecuteUpdateAsync(set => set.SetProperty(row => row.PromptVersionId, constant.Id), Now);
        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => _world.Runs.PlanAsync());

        Assert.StartsWith("judges.unfit", refused.Message, StringComparison.Ordinal);
        Assert.Contains("does not use {{ output }}", refused.Message, StringComparison.Ordinal);
    }

    /// <param name="embeddings">Null asks the baseline.</param>
    private async Task<RunCell> RunAsync(Assertion assertion, string output, FakeReply? embeddings = null, Money? price = null, bool cache = false)
    {
        await _world.StartAsync(
            request => request.Path.EndsWith("/embeddings", StringComparison.Ordinal) ? embeddings! : FakeReply.Answer(output),
            new() { Cases = 1, UseCache = cache, Assertions = [assertion] });
        if (embeddings is null)
        {
            await _world.AddBaselineAsync("ngram-embedding");
            await _world.MakeAsync("near", "similar", "ngram-embedding", "builtin");
        }
        else
        {
            await _world.AddModelAsync("embedder", price);
            await _world.MakeAsync("near", "similar", "embedder");
        }

        return (await _world.RunAsync()).Single();
    }
}
