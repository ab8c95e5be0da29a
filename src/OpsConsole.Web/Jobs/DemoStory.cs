using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Demo;

namespace OpsConsole.Web.Jobs;

/// <summary>Waits for the demo's first runs, then has its releases told and its short history run; afterwards it has nothing to do.</summary>
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
        var told = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            await news.WaitAsync(stoppingToken);
            await using var scope = scopes.CreateAsyncScope();
            var actor = Actor.System("demo");
            var next = told
                ? await scope.ServiceProvider.GetRequiredService<SeedDemoHistory>().HandleAsync(folder, actor, stoppingToken)
                : await scope.ServiceProvider.GetRequiredService<SeedDemoReleases>().HandleAsync(folder, actor, stoppingToken);
            if (!next.IsOk)
                log.LogWarning("The demo's {Part} ends early: {Reason}", told ? "history" : "releases", next.Error.Message);

            // The history begins after the releases, also after releases that ended early: then there is more to see, not less.
            var isLast = told;
            told |= !next.IsOk || next.Value;
            if (isLast && (!next.IsOk || next.Value))
                return;
            if (told && !isLast)
                news.Release();
        }
    }
}
