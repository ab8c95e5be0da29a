using OpsConsole.Web.Endpoints;

namespace OpsConsole.Web.Composition;

/// <summary>The whole wiring of the host, in the order in which it takes effect.</summary>
public static class ConsoleHost
{
    public static WebApplication Build(string[] args)
    {
        var builder = WebApplication.CreateBuilder(args);
        builder.AddRepositorySettings();
        builder.AddListenAddress();
        builder.AddOpsConsoleStore();
        builder.AddOpsConsoleReleases();
        builder.AddWebhookTargets();
        builder.AddOpsConsoleJobs();
        builder.AddDemoStory();
        builder.AddOpsConsoleIdentity();
        builder.AddOpsConsoleApi();
        builder.AddOpsConsoleUi();

        var app = builder.Build();
        app.UseMiddleware<PromptLane>();
        app.UseSecurityHeaders();
        app.UseErrorPages();
        app.UseApiProblems();

        // Here and not at the front, where the framework would put it: an error page is found by going through the routes again.
        app.UseRouting();
        app.UseSameOriginCircuits();
        app.UseAuthentication();
        app.UseAuthorization();
        app.UseAntiforgery();
        app.MapOpsConsoleIdentity();
        app.MapOpsConsoleUi();
        app.MapOpsConsoleJobs();
        app.MapOpsConsoleApi();
        app.AnnounceAddress();
        return app;
    }
}
