using System.Data.Common;
using System.Globalization;
using Hangfire;
using Microsoft.EntityFrameworkCore;
using OpsConsole.Core.Data;
using OpsConsole.Core.Features.Prompts.Serving;

namespace OpsConsole.Web.Endpoints;

/// <summary>For whatever restarts or balances the console. Open to all, and tells nothing but states.</summary>
internal static class HealthEndpoints
{
    /// <summary>A job server that is alive writes a heartbeat every half minute.</summary>
    private static readonly TimeSpan StaleAfter = TimeSpan.FromMinutes(2);

    /// <param name="Prompts">Where the prompts that services fetch come from.</param>
    internal sealed record Readiness(string Status, string Database, string Jobs, string Prompts);

    public static void MapHealth(this IEndpointRouteBuilder app)
    {
        app.MapGet("/health/live", () => TypedResults.Ok(new { status = "live" })).AllowAnonymous().ExcludeFromDescription();
        app.MapGet("/health/ready", ReadyAsync).AllowAnonymous().ExcludeFromDescription();
    }

    private static async Task<IResult> ReadyAsync(IDbContextFactory<OpsDbContext> contexts, JobStorage jobs, ServedPrompts served, TimeProvider clock, CancellationToken cancellationToken)
    {
        var database = await AnswersAsync(contexts, cancellationToken);
        var server = JobServerIsAlive(jobs, clock.GetUtcNow().UtcDateTime);
        var readiness = new Readiness(database && server ? "ready" : "not ready", database ? "ok" : "not answering", server ? "ok" : "no server", PromptsOf(served));
        return TypedResults.Json(readiness, statusCode: database && server ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    private static string PromptsOf(ServedPrompts served) =>
        served.FromMemory is { } age ? string.Create(CultureInfo.InvariantCulture, $"from memory, {age.TotalSeconds:0} s old") : "ok";

    /// <summary>A query, because a connection alone is also given by a database that lacks our tables.</summary>
    private static async Task<bool> AnswersAsync(IDbContextFactory<OpsDbContext> contexts, CancellationToken cancellationToken)
    {
        try
        {
            await using var context = await contexts.CreateDbContextAsync(cancellationToken);
            await context.Systems.AnyAsync(cancellationToken);
            return true;
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException or TimeoutException)
        {
            return false;
        }
    }

    private static bool JobServerIsAlive(JobStorage jobs, DateTime now)
    {
        try
        {
            return jobs.GetMonitoringApi().Servers().Any(server => server.Heartbeat > now - StaleAfter);
        }
        catch (Exception fault) when (fault is DbException or InvalidOperationException or TimeoutException)
        {
            return false;
        }
    }
}
