using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Benchmarks;
using OpsConsole.Core.Features.Benchmarks.Model;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Tests.Shared;
using Xunit;

namespace OpsConsole.Core.Tests.Runs;

public sealed class StartMissedRunsTests
{
    [Theory]
    [InlineData(MissedRunPolicy.RunOnce, 1)]
    [InlineData(MissedRunPolicy.Skip, 0)]
    public async Task Start_ThreeFiringsPassedWhileDown_FollowsThePolicy(MissedRunPolicy policy, int expected)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var world = new RunWorld(services => services.AddSingleton<TimeProvider>(clock));
        await world.SeedAsync(new() { Cases = 1 });
        await using (var context = world.Open())
        {
            await context.Benchmarks.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Cron, "15 2 * * *").SetProperty(row => row.TimeZone, "Europe/Stockholm").SetProperty(row => row.MissedRuns, policy).SetProperty(row => row.CreatedAt, clock.GetUtcNow().UtcDateTime),
                TestContext.Current.CancellationToken);
        }

        clock.Advance(TimeSpan.FromDays(3));
        var started = await world.Get<StartMissedRuns>().HandleAsync(Actor.System("test"), TestContext.Current.CancellationToken);
        var again = await world.Get<StartMissedRuns>().HandleAsync(Actor.System("test"), TestContext.Current.CancellationToken);

        Assert.Equal((expected, 0), (started.Value, again.Value));
        await using var after = world.Open();
        var runs = await after.Runs.ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(expected, runs.Count);
        Assert.All(runs, run => Assert.Equal(RunTrigger.Schedule, run.Trigger));
    }

    [Fact]
    public async Task Start_NothingWasMissed_StartsNothing()
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero));
        await using var world = new RunWorld(services => services.AddSingleton<TimeProvider>(clock));
        await world.SeedAsync(new() { Cases = 1 });
        await using (var context = world.Open())
        {
            await context.Benchmarks.ExecuteUpdateAsync(
                set => set.SetProperty(row => row.Cron, "15 2 * * *").SetProperty(row => row.MissedRuns, MissedRunPolicy.RunOnce).SetProperty(row => row.CreatedAt, clock.GetUtcNow().UtcDateTime),
                TestContext.Current.CancellationToken);
        }

        clock.Advance(TimeSpan.FromHours(2));

        Assert.Equal(0, (await world.Get<StartMissedRuns>().HandleAsync(Actor.System("test"), TestContext.Current.CancellationToken)).Value);
    }
}
