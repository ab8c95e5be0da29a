using Hangfire;
using Hangfire.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core.Data;
using OpsConsole.Web.Jobs;
using Xunit;

namespace OpsConsole.Web.Tests.Jobs;

/// <summary>Hangfire's recurring jobs follow the benchmarks' schedules.</summary>
[Collection(OneHostAtATime.Name)]
public sealed class SchedulesTests
{
    private const string Nightly = "benchmark:support-baseline";

    [Fact]
    public async Task Sync_DemoWorkspace_RegistersTheNightlyRunInItsTimeZoneAndRemovesItWithTheSchedule()
    {
        await using var host = new WebHost { Demo = true };
        await using var scope = host.Services.CreateAsyncScope();
        var sync = scope.ServiceProvider.GetRequiredService<SyncSchedulesJob>();
        await sync.RunAsync(TestContext.Current.CancellationToken);

        var job = Assert.Single(Recurring(scope.ServiceProvider), job => job.Id == Nightly);
        Assert.Equal(("15 2 * * *", "Europe/Stockholm"), (job.Cron, job.TimeZoneId));
        var local = TimeZoneInfo.ConvertTimeFromUtc(job.NextExecution!.Value, TimeZoneInfo.FindSystemTimeZoneById("Europe/Stockholm"));
        Assert.Equal((2, 15), (local.Hour, local.Minute));

        await using (var context = await scope.ServiceProvider.GetRequiredService<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken))
        {
            await context.Benchmarks.ExecuteUpdateAsync(set => set.SetProperty(row => row.Cron, (string?)null), TestContext.Current.CancellationToken);
        }

        await sync.RunAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Recurring(scope.ServiceProvider), job => job.Id == Nightly);
    }

    private static List<RecurringJobDto> Recurring(IServiceProvider services)
    {
        using var connection = services.GetRequiredService<JobStorage>().GetConnection();
        return connection.GetRecurringJobs();
    }
}
