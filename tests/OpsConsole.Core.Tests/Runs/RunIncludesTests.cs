using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

public sealed class RunIncludesTests
{
    [Fact]
    public async Task Execute_PromptThatIncludesAnother_SendsTheWholeText()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Template = "{% include 'shared/tone' %} {{ question }}", Cases = 2 });
        var shelf = new PromptShelf(world.Get<IDbContextFactory<OpsDbContext>>());
        await shelf.PointAsync(await shelf.AddAsync("shared/tone", "Be brief."));

        var run = await world.PlanAsync();

        Assert.Equal(RunState.Completed, await world.ExecuteAsync(run));
        Assert.Equal(["Be brief. question 0", "Be brief. question 1"], (await world.CellsAsync(run)).Select(cell => cell.Output!.Trim()).Order());
    }

    [Fact]
    public async Task Plan_IncludeThatIsNotThere_IsRefusedWithThePlace()
    {
        await using var world = new RunWorld();
        await world.SeedAsync(new() { Template = "{% include 'shared/tone' %} {{ question }}", Cases = 1 });

        var refused = await world.Get<PlanRun>().HandleAsync(new PlanRun.Command(RunWorld.BenchmarkKey, RunTrigger.Person), world.Engineer, TestContext.Current.CancellationToken);

        Assert.Equal("prompts.include-not-found", refused.Error?.Code);
        Assert.Contains("message 1 (user), line 1, column 1", refused.Error!.Message, StringComparison.Ordinal);
    }
}
