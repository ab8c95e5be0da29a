using Hangfire;
using Hangfire.PostgreSql;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Notifications;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Web.Jobs;

namespace OpsConsole.Web.Composition;

/// <summary>Hangfire: its storage follows the database engine, its dashboard stands behind a policy.</summary>
public static class JobsSetup
{
    public const string DashboardPath = "/hangfire";

    public static void AddOpsConsoleJobs(this WebApplicationBuilder builder)
    {
        var workers = builder.Configuration.GetValue("Jobs:Workers", 4);
        if (workers is < 1 or > 64)
        {
            throw new SettingsException($"Jobs:Workers must be 1 to 64; it is {workers}.");
        }

        builder.Services.AddHangfire((services, hangfire) => hangfire
            .SetDataCompatibilityLevel(CompatibilityLevel.Version_180)
            .UseSimpleAssemblyNameTypeSerializer()
            .UseRecommendedSerializerSettings()
            .UseStorageOf(services.GetRequiredService<DatabaseOptions>()));
        builder.Services.AddHangfireServer(options =>
        {
            options.WorkerCount = workers;
            options.CancellationCheckInterval = TimeSpan.FromSeconds(1);
            options.SchedulePollingInterval = TimeSpan.FromSeconds(2);
            options.ShutdownTimeout = TimeSpan.FromSeconds(5);
        });
        builder.Services.AddSingleton<IRunQueue, HangfireRunQueue>();
        builder.Services.AddTransient<ExecuteRunJob>().AddTransient<StartScheduledRunJob>().AddTransient<SyncSchedulesJob>().AddTransient<PickUpRunsJob>();
        builder.Services.AddTransient<CheckGuardrailsJob>();
        builder.Services.AddTransient<QueueDeliveriesJob>().AddTransient<SendDeliveriesJob>().AddTransient<PruneToldJob>();
        builder.Services.AddSingleton(new RetentionOptions(
            Days(builder.Configuration, nameof(RetentionOptions.DeliveryDays), RetentionOptions.Default.DeliveryDays),
            Days(builder.Configuration, nameof(RetentionOptions.NotificationDays), RetentionOptions.Default.NotificationDays)));
        builder.Services.AddHostedService<JobsStart>();
    }

    private static int Days(IConfiguration configuration, string name, int unless)
    {
        var days = configuration.GetValue($"Retention:{name}", unless);
        return days is >= RetentionOptions.FewestDays and <= RetentionOptions.MostDays
            ? days
            : throw new SettingsException($"Retention:{name} must be {RetentionOptions.FewestDays} to {RetentionOptions.MostDays} days; it is {days}.");
    }

    public static void MapOpsConsoleJobs(this WebApplication app) =>
        app.MapHangfireDashboardWithAuthorizationPolicy(
            nameof(Permission.JobsDashboard), DashboardPath, new DashboardOptions { DisplayStorageConnectionString = false, DashboardTitle = "OpsConsole jobs" });

    /// <summary>With SQLite the jobs live in memory: our tables hold the truth, and unfinished runs are picked up at start.</summary>
    private static void UseStorageOf(this IGlobalConfiguration hangfire, DatabaseOptions database)
    {
        switch (database.Provider.Name)
        {
            case "SqlServer":
                hangfire.UseSqlServerStorage(database.ConnectionString);
                break;
            case "PostgreSql":
                hangfire.UsePostgreSqlStorage(
                    storage => storage.UseNpgsqlConnection(database.ConnectionString),
                    new PostgreSqlStorageOptions { SchemaName = "hangfire", QueuePollInterval = TimeSpan.FromMilliseconds(500) });
                break;
            default:
                hangfire.UseInMemoryStorage();
                break;
        }
    }
}
