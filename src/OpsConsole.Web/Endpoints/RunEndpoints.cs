using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Gates;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Runs;
using OpsConsole.Core.Features.Runs.Imports;
using OpsConsole.Core.Features.Runs.Model;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>Start a run, follow it, take its results.</summary>
internal static class RunEndpoints
{
    private const int LongestIdempotencyKey = 200;

    /// <param name="Created">False when the Idempotency-Key was used before: this is the run that it made.</param>
    internal sealed record RunStarted(string Id, bool Created);

    /// <param name="PromptVersion"><c>support/answer@7</c>: the run executes this version, also where the benchmark has no such candidate, and its gates are judged over it.</param>
    internal sealed record StartRun(string? PromptVersion = null);

    internal sealed record RunImported(string Id, int Cases, int Results);

    public static void MapRuns(this IEndpointRouteBuilder api)
    {
        api.MapPost("/benchmarks/{key}/runs", StartAsync)
            .RequireAuthorization(nameof(Permission.RunsExecute))
            .WithTags("Runs")
            .WithSummary("Starts a run of the benchmark, of a prompt version where one is named")
            .Produces<RunStarted>(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapPost("/systems/{key}/runs/import", ImportAsync)
            .RequireAuthorization(nameof(Permission.RunsExecute))
            .WithTags("Runs")
            .WithSummary("Brings in results of promptfoo or of Microsoft.Extensions.AI.Evaluation as a run, whole or not at all")
            .Accepts<string>("application/json")
            .Produces<RunImported>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/runs/{id}", GetAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Runs")
            .WithSummary("Progress and, once it has ended, the figures of a run and what the gates say to it: to ?promptVersion=KEY@N where one is named")
            .Produces<RunAnswer>()
            .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapPost("/runs/{id}/cancel", CancelAsync)
            .RequireAuthorization(nameof(Permission.RunsExecute))
            .WithTags("Runs")
            .WithSummary("Asks a run to stop; what was answered stays")
            .Produces(StatusCodes.Status202Accepted)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict);
        api.MapGet("/runs/{id}/results", ResultsAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Runs")
            .WithSummary("Every result, as NDJSON or CSV by the Accept header or ?format=csv")
            .Produces<string>(StatusCodes.Status200OK, "application/x-ndjson", "text/csv")
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status406NotAcceptable);
    }

    private static async Task<IResult> ImportAsync(string key, HttpRequest request, ImportRun import, RequestActor actor, CancellationToken cancellationToken)
    {
        if (request.ContentLength > ImportReader.MaxBytes)
            return ApiProblem.OfStatus(StatusCodes.Status413PayloadTooLarge);

        // The reader stops at its own limit, above the server's, and says so in words.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = ImportReader.MaxBytes + 1;
        var imported = await import.HandleAsync(key, [new ImportSource("request", () => request.Body)], actor, cancellationToken);
        return imported.IsOk
            ? TypedResults.Created($"/api/v1/runs/{imported.Value.Key}", new RunImported(imported.Value.Key, imported.Value.Cases, imported.Value.Results))
            : ApiProblem.Of(imported.Error);
    }

    private static async Task<IResult> StartAsync(
        string key, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, StartRun? asked, PlanRun plan, RequestActor actor, CancellationToken cancellationToken)
    {
        var judge = asked?.PromptVersion is { } text ? VersionName.Parse(text) : null;
        if (judge is null && asked?.PromptVersion is { } wrong)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "gates.version-name", $"'{wrong}' names no version; write prompt and number, for example support/answer@7.");
        if (idempotencyKey?.Length > LongestIdempotencyKey)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "api.idempotency-key", $"Idempotency-Key takes at most {LongestIdempotencyKey} characters.");

        var planned = await plan.HandleAsync(new(key, RunTrigger.Api, Scoped($"{key}\n{judge}", idempotencyKey, actor), judge), actor, cancellationToken);
        return planned.IsOk
            ? TypedResults.Accepted($"/api/v1/runs/{planned.Value.Key}{(judge is null ? "" : $"?promptVersion={Uri.EscapeDataString(judge.ToString())}")}", new RunStarted(planned.Value.Key, planned.Value.Created))
            : ApiProblem.Of(planned.Error);
    }

    private static async Task<IResult> CancelAsync(string id, CancelRun cancel, RequestActor actor, CancellationToken cancellationToken)
    {
        if (Run.ParseKey(id) is not { } number)
            return NoSuchRun(id);
        var cancelled = await cancel.HandleAsync(number, actor, cancellationToken);
        return cancelled.IsOk ? TypedResults.Accepted($"/api/v1/runs/{Run.KeyOf(number)}") : ApiProblem.Of(cancelled.Error);
    }

    private static async Task<IResult> GetAsync(string id, string? promptVersion, GetRun get, GetRunGates getGates, RequestActor actor, CancellationToken cancellationToken)
    {
        if (Run.ParseKey(id) is not { } number)
            return NoSuchRun(id);
        var run = await get.HandleAsync(number, actor, cancellationToken);
        if (!run.IsOk)
            return ApiProblem.Of(run.Error);
        var gates = await getGates.HandleAsync(new(number, promptVersion), actor, cancellationToken);
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
