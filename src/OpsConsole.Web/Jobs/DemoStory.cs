using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Demo;

namespace OpsConsole.Web.Jobs;

/// <summary>Waits for the demo's first runs, then has its releases told; afterwards it has nothing to do.</summary>
internal sealed class DemoStory(IServiceScopeFactory scopes, ChangeFeed changes, string folder, ILogger<DemoStory> log) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var news = new SemaphoreSlim(1);
        using var subscription = changes.Subscribe(ChangeFeed.Runs, () =>
        {
            if (news.CurrentCount == 0)
                news.Release();
        });
        while (!stoppingToken.IsCancellationRequested)
        {
            await news.WaitAsync(stoppingToken);
            await using var scope = scopes.CreateAsyncScope();
            var told = await scope.ServiceProvider.GetRequiredService<SeedDemoReleases>().HandleAsync(folder, Actor.System("demo"), stoppingToken);
            if (!told.IsOk)
                log.LogWarning("The demo's releases end early: {Reason}", told.Error.Message);
            if (!told.IsOk || told.Value)
                return;
        }
    }
}
