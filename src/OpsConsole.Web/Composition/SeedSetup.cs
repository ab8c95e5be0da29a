using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Demo;
using OpsConsole.Core.Features.Policies;
using OpsConsole.Core.Features.Providers;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Identity;
using OpsConsole.Web.Jobs;

namespace OpsConsole.Web.Composition;

/// <summary>What a first start finds in the database: the price book, the approval policy, and the demo workspace where <c>Demo:Seed</c> says so: by default in Development only.</summary>
internal static class SeedSetup
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "seed");

    public static async Task LoadSeedAsync(this WebApplication app)
    {
        var wantsDemo = WantsDemo(app.Configuration, app.Environment);
        await using var scope = app.Services.CreateAsyncScope();
        var cancellation = app.Lifetime.ApplicationStopping;
        await using (var book = File.OpenRead(Path.Combine(Folder, "price-book.json")))
            Require(await scope.ServiceProvider.GetRequiredService<LoadPriceBook>().HandleAsync(book, null, Actor.System("price-book"), cancellation), "price book");
        if (await scope.ServiceProvider.GetRequiredService<SeedPolicy>().HandleAsync(Actor.System("first start"), cancellation) is { Error: { } refused })
            throw new SettingsException($"The approval policy cannot be written: {refused.Message}");
        if (app.Services.GetRequiredService<AuthOptions>().Mode == AuthMode.Development)
            Require(await scope.ServiceProvider.GetRequiredService<SignInMemory>().IntroducePersonasAsync(cancellation), "personas");
        if (!wantsDemo)
            return;

        var demo = Actor.System("demo");
        var seed = scope.ServiceProvider.GetRequiredService<SeedDemoWorkspace>();
        var plan = scope.ServiceProvider.GetRequiredService<PlanRun>();
        foreach (var benchmark in Require(await seed.HandleAsync(Path.Combine(Folder, "demo"), demo, cancellation), "demo workspace"))
            Require(await plan.HandleAsync(new(benchmark, RunTrigger.Schedule, $"demo:first-start:{benchmark}"), demo, cancellation), $"first run of {benchmark}");
    }

    /// <summary>What the demo tells after its first runs; to be called before the host is built.</summary>
    public static void AddDemoStory(this WebApplicationBuilder builder)
    {
        if (WantsDemo(builder.Configuration, builder.Environment))
            builder.Services.AddHostedService(services => ActivatorUtilities.CreateInstance<DemoStory>(services, Path.Combine(Folder, "demo")));
    }

    private static bool WantsDemo(IConfiguration configuration, IHostEnvironment environment) => configuration["Demo:Seed"] switch
    {
        null or "" => environment.IsDevelopment(),
        var text when bool.TryParse(text, out var given) => given,
        var text => throw new SettingsException($"Demo:Seed must be true or false; it is '{text}'."),
    };

    private static T Require<T>(Result<T> result, string what) =>
        result.IsOk ? result.Value : throw new SettingsException($"The {what} in {Folder} cannot be loaded: {result.Error.Message}");
}
