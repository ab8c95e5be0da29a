using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Query.Internal;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Db.Sqlite;
using Xunit;

namespace OpsConsole.Db.Tests.Translation;

/// <summary>The use cases over a real SQLite database with one row of every kind, each query of theirs translated for SQL Server as well.</summary>
internal sealed class MirroredConsole : IDbContextFactory<OpsDbContext>, IAsyncDisposable
{
    private readonly SqliteConnection _keepAlive = new($"Data Source=file:{Guid.NewGuid():N}?mode=memory&cache=shared");
    private readonly DbContextOptions<OpsDbContext> _options;
    private readonly ServiceProvider _services;

    private MirroredConsole()
    {
        _keepAlive.Open();
        _services = new ServiceCollection()
            .AddSingleton(Mirror)
            .AddSingleton<IDbContextFactory<OpsDbContext>>(this)
            .AddSingleton<TimeProvider>(new FakeTimeProvider(World.Noon.AddDays(1)))
            .AddSingleton<IRunQueue, NoQueue>()
            .AddSingleton<IConfiguration>(new ConfigurationBuilder().Build())
            .AddOpsConsoleCore()
            .BuildServiceProvider();
        var options = new DbContextOptionsBuilder<OpsDbContext>();
        new SqliteDatabase().Configure(options, _keepAlive.ConnectionString);
#pragma warning disable EF1001 // See MirroringQueryCompiler.
        _options = options.ReplaceService<IQueryCompiler, MirroringQueryCompiler>().UseApplicationServiceProvider(_services).Options;
#pragma warning restore EF1001
    }

    public static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public SqlServerMirror Mirror { get; } = new();

    public World World { get; private set; } = null!;

    public static async Task<MirroredConsole> StartAsync()
    {
        var console = new MirroredConsole();
        await using var context = console.CreateDbContext();
        await context.Database.EnsureCreatedAsync(Cancelled);
        console.World = await World.StoreAsync(context, Cancelled);
        return console;
    }

    public OpsDbContext CreateDbContext() => new(_options);

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _keepAlive.DisposeAsync();
    }

    private sealed class NoQueue : IRunQueue
    {
        public void Enqueue(int runId)
        {
        }
    }
}
