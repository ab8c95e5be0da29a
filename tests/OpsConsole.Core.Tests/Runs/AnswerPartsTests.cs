using System.Text.Json;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

/// <summary>What an answer holds beside its text arrives at the checks and in the cells, from the model and from the cache.</summary>
public sealed class AnswerPartsTests
{
    private static readonly PromptTool Weather = new("get_weather", "The weather", """{"type":"object","properties":{"city":{"type":"string"}},"required":["city"]}""");

    [Fact]
    public async Task Execute_AnswerOfToolCallsOnly_IsTheirJsonAndIsChecked()
    {
        await using var server = await FakeModelServer.StartAsync(_ => new FakeReply { ToolCalls = [("get_weather", """{"city":"Lisbon"}""")] });
        await using var world = new RunWorld();
        await world.SeedAsync(new RunWorld.Setup
        {
            BaseUrl = server.BaseUrl,
            Cases = 1,
            Tools = [Weather],
            UseCache = true,
            Assertions = Assertions("""
                - { type: is-valid-openai-tools-call }
                - { type: tool-calls, value: [{ name: get_weather, arguments: { city: Lisbon } }] }
                - { type: finish-reason, value: tool_calls }
                - { type: javascript, value: "output[0].function.name === 'get_weather'" }
                """),
        });

        var first = await OnlyCellAsync(world);
        var cached = await OnlyCellAsync(world);

        foreach (var cell in new[] { first, cached })
        {
            Assert.True(cell.Pass, cell.AssertionsJson);
            Assert.Equal(cell.ToolCallsJson, cell.Output);
            Assert.Equal("get_weather", JsonDocument.Parse(cell.Output!).RootElement[0].GetProperty("function").GetProperty("name").GetString());
        }

        Assert.Equal((false, true, 1), (first.Cached, cached.Cached, server.Requests));
        Assert.Contains("get_weather", server.LastRequest!.Body.GetProperty("tools").GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_CallThatTheSchemaOfTheToolForbids_Fails()
    {
        await using var server = await FakeModelServer.StartAsync(_ => new FakeReply { ToolCalls = [("get_weather", """{"town":"Lisbon"}""")] });
        await using var world = new RunWorld();
        await world.SeedAsync(new RunWorld.Setup { BaseUrl = server.BaseUrl, Cases = 1, Tools = [Weather], Assertions = Assertions("- { type: is-valid-openai-tools-call }") });

        var cell = await OnlyCellAsync(world);

        Assert.False(cell.Pass);
        Assert.Contains("city", cell.AssertionsJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Execute_PerplexityInASet_AsksForLogProbsAndKeepsTheirMean()
    {
        await using var server = await FakeModelServer.StartAsync(request => FakeReply.Answer("fine") with { LogProbs = request.Body.TryGetProperty("logprobs", out _) ? [-0.5, -0.5] : null });
        await using var world = new RunWorld();
        await world.SeedAsync(new RunWorld.Setup
        {
            BaseUrl = server.BaseUrl,
            Cases = 1,
            Assertions = Assertions("- { type: assert-set, assert: [{ type: perplexity, threshold: 2 }], metric: surprise }"),
        });

        var cell = await OnlyCellAsync(world);

        Assert.True(cell.Pass, cell.AssertionsJson);
        Assert.Equal(-0.5, cell.MeanLogProb!.Value, 6);
    }

    private static IReadOnlyList<Assertion> Assertions(string yaml) => AssertionJson.ParseText(yaml).Value;

    private static async Task<RunCell> OnlyCellAsync(RunWorld world)
    {
        var run = await world.PlanAsync();
        Assert.Equal(RunState.Completed, await world.ExecuteAsync(run));
        return Assert.Single(await world.CellsAsync(run));
    }
}
