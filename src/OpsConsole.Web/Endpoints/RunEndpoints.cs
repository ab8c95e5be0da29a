using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Mvc;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>Start a run, follow it, take its results.</summary>
internal static class RunEndpoints
{
    private const int LongestIdempotencyKey = 200;

    /// <param name="Created">False when the Idempotency-Key was used before: this is the run that it made.</param>
    internal sealed record RunStarted(string Id, bool Created);

    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/benchmarks/{key}/runs", StartAsync)
            .RequireAuthorization(nameof(Permission.RunsExecute))
            .WithTags("Runs")
            .WithSummary("Starts a run of the benchmark")
            .Produces<RunStarted>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/runs/{id}", GetAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Runs")
            .WithSummary("Progress and, once it has ended, the figures of a run")
            .Produces<RunAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/runs/{id}/results", ResultsAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Runs")
            .WithSummary("Every result, as NDJSON or CSV by the Accept header or ?format=csv")
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson", "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status406NotAcceptable);
    }

    private static async Task<IResult> StartAsync(
        string key, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, PlanRun plan, RequestActor actor, CancellationToken cancellationToken)
    {
        if (idempotencyKey?.Length > LongestIdempotencyKey)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "api.idempotency-key", $"Idempotency-Key takes at most {LongestIdempotencyKey} characters.");

        var planned = await plan.HandleAsync(new(key, RunTrigger.Api, Scoped(key, idempotencyKey, actor)), actor, cancellationToken);
        return planned.IsOk
            ? TypedResults.Accepted($"/api/v1/runs/{planned.Value.Key}", new RunStarted(planned.Value.Key, planned.Value.Created))
            : ApiProblem.Of(planned.Error);
    }

    private static async Task<IResult> GetAsync(string id, GetRun get, GetRunGates getGates, RequestActor actor, CancellationToken cancellationToken)
    {
        if (Run.ParseKey(id) is not { } number)
            return NoSuchRun(id);
        var run = await get.HandleAsync(number, actor, cancellationToken);
        if (!run.IsOk)
            return ApiProblem.Of(run.Error);
        var gates = await getGates.HandleAsync(number, actor, cancellationToken);
        return gates.IsOk ? TypedResults.Ok(RunAnswer.Of(run.Value, gates.Value)) : ApiProblem.Of(gates.Error);
    }

    private static async Task<IResult> ResultsAsync(string id, HttpRequest request, ExportRunResults export, RequestActor actor, CancellationToken cancellationToken)
    {
        if (Run.ParseKey(id) is not { } number)
            return NoSuchRun(id);
        if (RunResultsWriter.FormatOf(request) is not { } writer)
            return ApiProblem.Of(StatusCodes.Status406NotAcceptable, "api.accept", "Accept application/x-ndjson or text/csv.");
        var rows = await export.HandleAsync(number, actor, cancellationToken);
        if (!rows.IsOk)
            return ApiProblem.Of(rows.Error);
        return TypedResults.Stream(stream => writer.WriteAsync(stream, rows.Value, cancellationToken), writer.ContentType, $"{Run.KeyOf(number)}.{writer.Extension}");
    }

    private static IResult NoSuchRun(string id) => ApiProblem.Of(StatusCodes.Status404NotFound, "runs.not-found", $"There is no run {id}.");

    // Hashed with who sent it and for what, so that two callers who both count from 1 never get each other's run.
    private static string? Scoped(string benchmark, string? key, Actor actor) => string.IsNullOrWhiteSpace(key)
        ? null
        : "api:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{actor.Id}\n{benchmark}\n{key}")));
}
