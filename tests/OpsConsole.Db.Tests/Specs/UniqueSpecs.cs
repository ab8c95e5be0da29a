using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Features.Prompts.Model;
using OpsConsole.Core.Features.Providers.Model;
using OpsConsole.Core.Features.Systems.Model;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.Specs;

public sealed class UniqueSpecs(EngineDatabases engines) : EngineSpecs(engines)
{
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_SystemUnderATakenKey_IsRefused(string engine) =>
        await RefusedAsync(engine, world => new AiSystem { Key = world.System.Key, Name = "Other" });

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_SecondVersionUnderOneNumber_IsRefused(string engine) => await RefusedAsync(engine, world => new PromptVersion
    {
        PromptId = world.Prompt.Id,
        Number = world.PromptVersion.Number,
        Messages = [],
        Variables = [],
        ContentHash = "",
        AuthorId = "",
        AuthorName = "",
    });

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_SecondCellOfOneCaseCandidateAndRepeat_IsRefused(string engine) => await RefusedAsync(engine, world => world.NewCell(repeat: 0));

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_SecondCaseUnderOneKey_IsRefused(string engine) => await RefusedAsync(engine, world => world.NewCase(1, world.Case.Key));

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_SecondPriceOfOneDay_IsRefused(string engine) => await RefusedAsync(engine, world => new ModelPrice
    {
        ModelId = world.Model.Id,
        ValidFrom = world.Price.ValidFrom,
        Tiers = [],
        Source = "",
    });

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_SecondUnfinishedRunOfOneBenchmark_IsRefused(string engine)
    {
        var id = await AddRunsAsync(engine, world => [world.NewRun(activeBenchmarkId: world.Benchmark.Id)]);

        await RefusedAsync(engine, world => world.NewRun(activeBenchmarkId: id));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_SecondRunUnderOneIdempotencyKey_IsRefused(string engine)
    {
        var key = Guid.NewGuid().ToString();
        await AddRunsAsync(engine, world => [world.NewRun(idempotencyKey: key)]);

        await RefusedAsync(engine, world => world.NewRun(idempotencyKey: key));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_ManyFinishedRunsWithoutIdempotencyKey_AreAllKept(string engine)
    {
        var id = await AddRunsAsync(engine, world => [world.NewRun(), world.NewRun(), world.NewRun()]);

        await using var context = await OpenAsync(engine);
        Assert.Equal(4, await context.Runs.CountAsync(row => row.BenchmarkId == id, Cancelled));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Add_KeysThatDifferInCase_AreTwo(string engine)
    {
        await using var context = await OpenAsync(engine);
        var world = await World.StoreAsync(context, Cancelled);
        context.Add(world.NewCase(1, world.Case.Key.ToLowerInvariant()));
        await context.SaveChangesAsync(Cancelled);

        Assert.Equal(1, await context.DatasetCases.CountAsync(row => row.DatasetVersionId == world.DatasetVersion.Id && row.Key == world.Case.Key, Cancelled));
    }

    private async Task<int> AddRunsAsync(string engine, Func<World, object[]> rows)
    {
        await using var context = await OpenAsync(engine);
        var world = await World.StoreAsync(context, Cancelled);
        context.AddRange(rows(world));
        await context.SaveChangesAsync(Cancelled);
        return world.Benchmark.Id;
    }

    private async Task RefusedAsync(string engine, Func<World, object> duplicate)
    {
        await using var context = await OpenAsync(engine);
        var world = await World.StoreAsync(context, Cancelled);
        context.Add(duplicate(world));

        await Assert.ThrowsAsync<DbUpdateException>(() => context.SaveChangesAsync(Cancelled));
    }
}
