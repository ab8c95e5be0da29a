using System.Text.Json.Serialization;
using OpsConsole.Core.Common;
using OpsConsole.Web.Endpoints;

namespace OpsConsole.Web.Composition;

/// <summary>The HTTP API under <c>/api/v1</c>, its description and the health checks.</summary>
internal static class ApiSetup
{
    public static void AddOpsConsoleApi(this WebApplicationBuilder builder)
    {
        builder.Services.ConfigureHttpJsonOptions(options => options.SerializerOptions.Converters.Add(new JsonStringEnumConverter()));
        builder.Services.Configure<RouteOptions>(routes => routes.SetParameterPolicy<PromptKeyConstraint>(PromptKeyConstraint.Name));
        builder.Services.AddOpenApi("v1", options => options.ShouldInclude = call => call.RelativePath?.StartsWith("api/v1", StringComparison.Ordinal) == true);
    }

    /// <summary>Callers of the API never get a page: what the framework refuses and what breaks becomes a problem too.</summary>
    public static void UseApiProblems(this WebApplication app) => app.UseWhen(
        context => !ErrorPages.IsPage(context),
        api =>
        {
            api.UseExceptionHandler(new ExceptionHandlerOptions
            {
                ExceptionHandler = ApiProblem.OfExceptionAsync,
                SuppressDiagnosticsCallback = context => context.Exception is BadHttpRequestException,
            });
            api.UseStatusCodePages(refused => ApiProblem.OfStatus(refused.HttpContext.Response.StatusCode).ExecuteAsync(refused.HttpContext));
        });

    public static void MapOpsConsoleApi(this WebApplication app)
    {
        var api = app.MapGroup("/api/v1");
        api.MapLists();
        api.MapPrompts();
        api.MapDatasets();
        api.MapPromptVersions();
        api.MapRuns();
        api.MapReports();
        api.MapReleases();
        api.MapUsage();
        api.MapAudit();
        app.MapHealth();
        app.MapOpenApi("/openapi/{documentName}.json").RequireAuthorization(nameof(Permission.Read));
    }
}
