using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Db.Tests.Engines;
using Xunit;

namespace OpsConsole.Db.Tests.Specs;

public sealed class StorageSpecs(EngineDatabases engines) : EngineSpecs(engines)
{
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Read_RowOfEveryKind_IsWhatWasStored(string engine)
    {
        await using var stored = await OpenAsync(engine);
        await World.StoreAsync(stored, Cancelled);
        await using var read = await OpenAsync(engine);

        var kinds = new HashSet<Type>();
        foreach (var entry in stored.ChangeTracker.Entries().ToList())
        {
            var key = entry.Metadata.FindPrimaryKey()!.Properties.Select(property => entry.Property(property).CurrentValue).ToArray();
            var row = read.Entry((await read.FindAsync(entry.Metadata.ClrType, key, Cancelled))!);
            foreach (var property in entry.Metadata.GetProperties())
            {
                Assert.True(
                    property.GetValueComparer().Equals(entry.Property(property).CurrentValue, row.Property(property).CurrentValue),
                    $"{property} was {entry.Property(property).CurrentValue}, came back as {row.Property(property).CurrentValue}");
            }

            kinds.Add(entry.Metadata.ClrType);
        }

        Assert.Equal(stored.Model.GetEntityTypes().Select(type => type.ClrType.Name).Order(), kinds.Select(type => type.Name).Order());
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Read_Time_IsUtcToTheMicrosecond(string engine)
    {
        await using var context = await OpenAsync(engine);
        var world = await World.StoreAsync(context, Cancelled);
        var exact = World.Noon.AddTicks(1234567);

        await context.Runs.Where(row => row.Id == world.Run.Id).ExecuteUpdateAsync(set => set.SetProperty(row => row.LeaseUntil, exact), Cancelled);
        var read = await context.Runs.Where(row => row.Id == world.Run.Id).Select(row => row.LeaseUntil).SingleAsync(Cancelled);

        Assert.Equal(World.Noon.AddTicks(1234560), read);
        Assert.Equal(DateTimeKind.Utc, read!.Value.Kind);
        Assert.True(await context.Runs.AnyAsync(row => row.Id == world.Run.Id && row.LeaseUntil == exact, Cancelled));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Save_SecondEditorOfOneRow_IsRefused(string engine)
    {
        await using var first = await OpenAsync(engine);
        await using var second = await OpenAsync(engine);
        var world = await World.StoreAsync(first, Cancelled);
        var same = await second.Systems.SingleAsync(row => row.Id == world.System.Id, Cancelled);

        world.System.Name = "First";
        await first.SaveChangesAsync(Cancelled);
        same.Name = "Second";

        await Assert.ThrowsAsync<DbUpdateConcurrencyException>(() => second.SaveChangesAsync(Cancelled));
        Assert.Equal(1, world.System.Revision);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Delete_RowThatOthersNeed_IsRefused(string engine)
    {
        await using var context = await OpenAsync(engine);
        var world = await World.StoreAsync(context, Cancelled);

        await Assert.ThrowsAnyAsync<DbException>(() => context.Systems.Where(row => row.Id == world.System.Id).ExecuteDeleteAsync(Cancelled));

        Assert.True(await context.Systems.AnyAsync(row => row.Id == world.System.Id, Cancelled));
        Assert.All(context.Model.GetEntityTypes().SelectMany(type => type.GetForeignKeys()), key => Assert.Equal(DeleteBehavior.Restrict, key.DeleteBehavior));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Update_JsonColumn_ChangesOnlyThatRow(string engine)
    {
        await using var context = await OpenAsync(engine);
        var world = await World.StoreAsync(context, Cancelled);
        world.Benchmark.Assertions = [.. world.Benchmark.Assertions, .. world.Benchmark.Assertions];
        await context.SaveChangesAsync(Cancelled);

        await using var read = await OpenAsync(engine);
        var assertions = await read.Benchmarks.Where(row => row.Id == world.Benchmark.Id).Select(row => row.Assertions).SingleAsync(Cancelled);

        Assert.Equal(2, assertions.Count);
        Assert.Equal("größer: {{ question }}", assertions[1].Value!.Value.GetString());
    }

    /// <summary>What a provider may answer with, and PostgreSQL by itself refuses: the whole batch of results would be lost.</summary>
    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Save_TextWithNulAndHalfASurrogate_IsKeptAsFarAsTheEngineCan(string engine)
    {
        await using var context = await OpenAsync(engine);
        var world = await World.StoreAsync(context, Cancelled);
        var cell = world.NewCell(repeat: 1);
        cell.Output = "one\0two\uD800three 🌍";
        context.Add(cell);
        await context.SaveChangesAsync(Cancelled);

        var read = await context.RunCells.Where(row => row.Id == cell.Id).Select(row => row.Output).SingleAsync(Cancelled);

        Assert.Matches("^one.two.three 🌍$", read!.Replace('\0', '\uFFFD'));
    }
}
