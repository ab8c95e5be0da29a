using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Demo;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Trends;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Features.Demo;

public sealed class SeedDemoHistoryTests
{
    private static readonly string Folder = Repository.PathOf("db", "seed", "demo");

    private static CancellationToken None => TestContext.Current.CancellationToken;

    [Fact]
    public async Task History_RunToItsEnd_ShowsTheVersionThatMadeTheDifference()
    {
        await using var world = new RunWorld();
        var demo = Actor.System("demo");
        await using (var book = File.OpenRead(Repository.PathOf("db", "seed", "price-book.json")))
            Assert.True((await world.Get<LoadPriceBook>().HandleAsync(book, null, demo, None)).IsOk);
        Assert.True((await world.Get<SeedDemoWorkspace>().HandleAsync(Folder, demo, None)).IsOk);

        var starts = 0;
        while (await StepAsync(world) is false)
        {
            // Asked again while a run is under way it starts nothing.
            Assert.False(await StepAsync(world));
            Assert.True(world.Queue.Enqueued.TryDequeue(out var run));
            Assert.Empty(world.Queue.Enqueued);
            await world.ExecuteAsync(run, None);
            starts++;
        }

        Assert.Equal(6, starts);
        Assert.True(await StepAsync(world));
        var trend = await world.Get<GetTrend>().HandleAsync(new("claims-nightly"), demo, None);
        var shift = Assert.Single(Assert.Single(trend.Value.Series).Shifts);
        Assert.Equal((3, true, "claims/triage v2"), (shift.Change.At, shift.IsBetter, shift.Causes[0].Words));
    }

    [Fact]
    public async Task History_ByAPerson_IsDenied()
    {
        using var console = new TestConsole(services => services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build()).AddSingleton<IRunQueue>(new RunWorld.RecordingQueue()));

        Assert.Equal(ErrorKind.Denied, (await console.Get<SeedDemoHistory>().HandleAsync(Folder, TestConsole.Engineer, None)).Error?.Kind);
    }

    private static async Task<bool> StepAsync(RunWorld world)
    {
        var step = await world.Get<SeedDemoHistory>().HandleAsync(Folder, Actor.System("demo"), None);
        Assert.True(step.IsOk, step.Error?.Message);
        return step.Value;
    }
}
