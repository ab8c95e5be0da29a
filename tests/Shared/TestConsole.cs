using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using OpsConsole.Core.Ai;
using OpsConsole.Core.Common;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Evals;
using OpsConsole.Core.Features.Prompts.Templates;

namespace OpsConsole.Tests.Shared;

/// <summary>The use cases over a real database in memory, with a clock that stands still until it is moved.</summary>
public sealed class TestConsole : IDisposable
{
    private readonly ServiceProvider _services;

    public TestConsole(Action<IServiceCollection>? more = null)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IDbContextFactory<OpsDbContext>>(Database);
        services.AddSingleton<TimeProvider>(Clock);
        services.AddSingleton<ITemplateRenderer, TemplateRenderer>();
        services.AddSingleton<AssertionCompiler>();
        services.AddOpsConsoleAi();
        more?.Invoke(services);
        services.AddUseCases();
        _services = services.BuildServiceProvider();
    }

    public static Actor Engineer { get; } = Actor.Person("u-ada", "Ada Engineer", [Role.Engineer]);

    public static Actor Viewer { get; } = Actor.Person("u-vic", "Vic Viewer", [Role.Viewer]);

    /// <summary>Signed in, and holding no role at all.</summary>
    public static Actor Nobody { get; } = Actor.Person("u-nob", "Nobody", []);

    public TestDatabase Database { get; } = new();

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));

    public T Get<T>()
        where T : notnull => _services.GetRequiredService<T>();

    public void Dispose()
    {
        _services.Dispose();
        Database.Dispose();
    }
}
