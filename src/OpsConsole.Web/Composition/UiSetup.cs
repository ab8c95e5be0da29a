using MudBlazor;
using MudBlazor.Services;
using OpsConsole.Web.Components;
using OpsConsole.Web.Components.Layout;
using OpsConsole.Web.Features.Benchmarks;
using OpsConsole.Web.Features.Playground;
using OpsConsole.Web.Features.Datasets;

namespace OpsConsole.Web.Composition;

/// <summary>Blazor Server, MudBlazor and what the shell keeps for one open window.</summary>
internal static class UiSetup
{
    public static void AddOpsConsoleUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddRazorComponents().AddInteractiveServerComponents()
            // A prompt or a pasted dataset comes in one message; larger texts come as files.
            .AddHubOptions(hub => hub.MaximumReceiveMessageSize = 4 * 1024 * 1024);
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddMudServices(options =>
        {
            options.SnackbarConfiguration.PositionClass = Defaults.Classes.Position.BottomRight;
            options.SnackbarConfiguration.PreventDuplicates = true;
            options.SnackbarConfiguration.VisibleStateDuration = 6000;
        });
        builder.Services.AddScoped<BrowserModule>();
        builder.Services.AddScoped<BrowserTimeZone>();
        builder.Services.AddTransient<BenchmarkOptionsReader>();
        builder.Services.AddTransient<AnswerSaving>();
    }

    public static void MapOpsConsoleUi(this WebApplication app)
    {
        app.MapStaticAssets().AllowAnonymous();

        // The framework would add a second, weaker policy for frames beside ours.
        app.MapRazorComponents<App>().AddInteractiveServerRenderMode(options => options.ContentSecurityFrameAncestorsPolicy = null);
        app.MapDatasetDownloads();
    }
}
