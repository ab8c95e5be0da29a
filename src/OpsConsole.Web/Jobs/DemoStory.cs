using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Demo;

namespace OpsConsole.Web.Jobs;

/// <summary>Waits for the demo's first runs, then has its releases told, their answers labelled and its short history run; afterwards it has nothing to do.</summary>
internal sealed class DemoStory(IServiceScopeFactory scopes, ChangeFeed changes, string folder, ILogger<DemoStory> log) : BackgroundService
{
    private static readonly (string Name, Part Tell)[] Parts =
    [
        ("releases", static (services, folder, actor, stopping) => services.GetRequiredService<SeedDemoReleases>().HandleAsync(folder, actor, stopping)),
        ("labels", static (services, folder, actor, stopping) => services.GetRequiredService<SeedDemoLabels>().HandleAsync(folder, actor, stopping)),
        ("history", static (services, folder, actor, stopping) => services.GetRequiredService<SeedDemoHistory>().HandleAsync(folder, actor, stopping)),
    ];

    private delegate Task<Result<bool>> Part(IServiceProvider services, string folder, Actor actor, CancellationToken stopping);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = new SemaphoreSlim(1);
        using var subscription = changes.Subscribe(ChangeFeed.Runs, () =>
        {
            if (news.CurrentCount == 0)
                news.Release();
        });
        var told = 0;
        while (told < Parts.Length)
        {
            await news.WaitAsync(stoppingToken);
            // A part begins after the one before, also after one that ended early: then there is more to see, not less.
            while (told < Parts.Length && await TellAsync(Parts[told], stoppingToken))
                told++;
        }
    }

    /// <summary>False where it waits for a run.</summary>
    private async Task<bool> TellAsync((string Name, Part Tell) part, CancellationToken stopping)
    {
        await using var scope = scopes.CreateAsyncScope();
        var next = await part.Tell(scope.ServiceProvider, folder, Actor.System("demo"), stopping);
        if (next.Error is not { } error)
            return next.Value;
        log.LogWarning("The demo's {Part} ends early: {Reason}", part.Name, error.Message);
        return true;
    }
}
