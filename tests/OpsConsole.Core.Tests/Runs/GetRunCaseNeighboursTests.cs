using OpsConsole.Core.Features.Runs;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

public sealed class GetRunCaseNeighboursTests
{
    [Fact]
    public async Task HandleAsync_InTheMiddle_NamesBothNeighboursAndThePlace()
    {
        await using var world = await FinishedAsync();

        var found = await world.Get<GetRunCaseNeighbours>().HandleAsync(new(1, "C-0002"), world.Engineer, CancellationToken.None);

        Assert.Equal(new GetRunCaseNeighbours.Neighbours("C-0001", "C-0003", 2, 3), found.Value);
    }

    [Fact]
    public async Task HandleAsync_AtTheEnds_HasNoneBeyond()
    {
        await using var world = await FinishedAsync();

        Assert.Null((await world.Get<GetRunCaseNeighbours>().HandleAsync(new(1, "C-0001"), world.Engineer, CancellationToken.None)).Value.Previous);
        Assert.Null((await world.Get<GetRunCaseNeighbours>().HandleAsync(new(1, "C-0003"), world.Engineer, CancellationToken.None)).Value.Next);
    }

    [Fact]
    public async Task HandleAsync_ForACaseThatTheModeHides_HasNoPlaceAmongThem()
    {
        await using var world = await FinishedAsync();

        var found = await world.Get<GetRunCaseNeighbours>().HandleAsync(new(1, "C-0002", CaseMode.Errors), world.Engineer, CancellationToken.None);

        Assert.Equal(new GetRunCaseNeighbours.Neighbours(null, null, null, 0), found.Value);
    }

    [Fact]
    public async Task HandleAsync_UnknownCase_IsNotFound()
    {
        await using var world = await FinishedAsync();

        var found = await world.Get<GetRunCaseNeighbours>().HandleAsync(new(1, "C-9999"), world.Engineer, CancellationToken.None);

        Assert.Equal("runs.case-not-found", found.Error!.Code);
    }

    private static async Task<RunWorld> FinishedAsync()
    {
        var world = new RunWorld();
        await world.SeedAsync(new RunWorld.Setup { Cases = 3 });
        await world.ExecuteAsync(await world.PlanAsync());
        return world;
    }
}
