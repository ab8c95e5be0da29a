using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpsConsole.Core;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Audit;
using OpsConsole.Core.Features.Notifications.Webhooks.Delivery;
using OpsConsole.Core.Features.Runs;
using Xunit;

namespace OpsConsole.Db.Tests.UseCases;

/// <summary>All use cases over a database that holds one row of every kind.</summary>
internal sealed class ProbedConsole : IAsyncDisposable
{
    private readonly ServiceProvider _services;

    private ProbedConsole(IDbContextFactory<OpsDbContext> database, World world)
    {
        World = world;
        _services = new ServiceCollection()
            .AddSingleton(database)
            .AddSingleton<TimeProvider>(new DayAfter())
            .AddSingleton<IRunQueue, NoQueue>()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddSingleton(new WebhookOptions(AllowedHosts.Parse(["127.0.0.1"]).Value))
            .AddOpsConsoleCore()
            .BuildServiceProvider();
    }

    public World World { get; }

    /// <summary>A key that is still free.</summary>
    public string NewKey { get; } = $"new-{Guid.NewGuid():N}";

    public static async Task<ProbedConsole> StartAsync(IDbContextFactory<OpsDbContext> database)
    {
        await using var context = await database.CreateDbContextAsync(TestContext.Current.CancellationToken);
        return new ProbedConsole(database, await World.StoreAsync(context, TestContext.Current.CancellationToken));
    }

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    /// <summary>Something that webhooks are told of.</summary>
    public async Task HappenAsync(string action)
    {
        await using var context = await Get<IDbContextFactory<OpsDbContext>>().CreateDbContextAsync(TestContext.Current.CancellationToken);
        Get<IAuditLog>().Append(context, UseCaseProbes.Actor, new AuditEntry(action, "release", "REL-0001"));
        await context.SaveChangesAsync(TestContext.Current.CancellationToken);
    }

    public ValueTask DisposeAsync() => _services.DisposeAsync();

    /// <summary>A day after the rows were made, and running: a run waits for its own timers.</summary>
    private sealed class DayAfter : TimeProvider
    {
        private readonly long _start = System.GetTimestamp();

        public override DateTimeOffset GetUtcNow() => World.Noon.AddDays(1) + System.GetElapsedTime(_start);
    }

    private sealed class NoQueue : IRunQueue
    {
        public void Enqueue(int runId)
        {
        }
    }
}
