using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

public sealed class ModelsReturnedTests
{
    [Fact]
    public async Task Run_AnsweredByTwoModelsBehindOneName_KeepsBothTheFrequentOneFirst()
    {
        await using var server = await FakeModelServer.StartAsync(request => FakeReply.Answer("ok") with
        {
            RawBody = $$"""{"id":"x","object":"chat.completion","created":1,"model":"{{(request.Number <= 2 ? "m0-april" : "m0-june")}}","choices":[{"index":0,"message":{"role":"assistant","content":"ok"},"finish_reason":"stop"}]}""",
        });
        await using var world = new RunWorld();
        await world.SeedAsync(new() { BaseUrl = server.BaseUrl, Cases = 6 });
        var run = await world.PlanAsync();
        await world.ExecuteAsync(run, TestContext.Current.CancellationToken);

        Assert.Equal(["m0-june", "m0-april"], (await world.RunAsync(run)).Candidates[0].Summary!.ModelsReturned!);
    }
}
