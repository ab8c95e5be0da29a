using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Core.Features.Datasets.Model;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>A pipeline's way to bring cases in.</summary>
internal static class DatasetEndpoints
{
    private static readonly string[] ContentTypes = ["text/csv", "application/x-ndjson", "application/yaml"];

    internal sealed record VersionAdded(int Version, int Cases);

    /// <summary>One case as JSON. Unknown members are refused: a misspelt one would be lost silently.</summary>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record CasePosted(
        string? Id, string? Title, JsonElement Vars, IReadOnlyList<string>? Answers, IReadOnlyList<string>? Tags, string? Split, JsonElement Assert, double? Threshold,
        OriginPosted? Origin, string? Note);

    /// <param name="Kind"><c>call</c>, <c>feedback</c>, <c>playground</c> or <c>result</c>.</param>
    /// <param name="Reference">The id of it, which must exist.</param>
    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record OriginPosted(string? Kind, string? Reference);

    [JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
    internal sealed record Reasoned(string? Reason);

    internal sealed record CaseAdded(int Version, string Id);

    public static void MapDatasets(this IEndpointRouteBuilder api)
    {
        api.MapPost("/datasets/{key}/cases", AddCaseAsync)
            .RequireAuthorization(nameof(Permission.DatasetsWrite))
            .WithTags("Datasets")
            .WithSummary("Adds one case in a new version, with what it came from")
            .Produces<CaseAdded>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapPost("/datasets/{key}/versions", AddVersionAsync)
            .RequireAuthorization(nameof(Permission.DatasetsWrite))
            .WithTags("Datasets")
            .WithSummary("Stores the file as the next version, or nothing when a row is bad")
            .Accepts<string>(ContentTypes[0], ContentTypes[1..])
            .Produces<VersionAdded>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        MapFreezing(api, "/datasets/{key}/freeze", "Closes a dataset to new versions, with a reason", frozen: true);
        MapFreezing(api, "/datasets/{key}/unfreeze", "Opens a frozen dataset to new versions again, with a reason", frozen: false);
    }

    private static void MapFreezing(IEndpointRouteBuilder api, string path, string summary, bool frozen) => api
        .MapPost(path, async (string key, Reasoned? why, FreezeDataset freeze, RequestActor actor, CancellationToken cancellationToken) =>
        {
            var done = await freeze.HandleAsync(new(key, frozen, why?.Reason ?? ""), actor, cancellationToken);
            return done.IsOk ? TypedResults.NoContent() : ApiProblem.Of(done.Error);
        })
        .RequireAuthorization(nameof(Permission.DatasetsWrite))
        .WithTags("Datasets")
        .WithSummary(summary)
        .Produces(StatusCodes.Status204NoContent)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

    private static async Task<IResult> AddCaseAsync(string key, CasePosted posted, AddCase add, RequestActor actor, CancellationToken cancellationToken)
    {
        AddCase.Origin? origin = null;
        if (posted.Origin is { } named)
        {
            if (!Enum.TryParse<CaseOriginKind>(named.Kind, ignoreCase: true, out var kind) || !Enum.IsDefined(kind) || int.TryParse(named.Kind, out _))
                return Refused("origin.kind", $"is one of {string.Join(", ", Enum.GetNames<CaseOriginKind>()).ToLowerInvariant()}");
            if (string.IsNullOrWhiteSpace(named.Reference))
                return Refused("origin.reference", "must not be empty");
            origin = new AddCase.Origin(kind, named.Reference);
        }

        if (posted.Answers?.Contains(null!) == true || posted.Tags?.Contains(null!) == true)
            return Refused("answers", "answers and tags are lists of texts");
        var test = new CaseInput
        {
            Key = posted.Id,
            Title = posted.Title,
            Variables = posted.Vars,
            Expected = posted.Answers ?? [],
            Tags = posted.Tags ?? [],
            Split = posted.Split,
            Assertions = posted.Assert,
            Threshold = posted.Threshold,
        };
        var added = await add.HandleAsync(new(key, test, origin, posted.Note ?? ""), actor, cancellationToken);
        return added.IsOk
            ? TypedResults.Json(new CaseAdded(added.Value.Version, added.Value.CaseKey), statusCode: StatusCodes.Status201Created)
            : ApiProblem.Of(added.Error);
    }

    private static IResult Refused(string where, string reason) =>
        ApiProblem.Of(StatusCodes.Status422UnprocessableEntity, "datasets.case-invalid", $"{where} {reason}", [new ErrorDetail(where, reason)]);

    private static async Task<IResult> AddVersionAsync(
        string key, string? note, HttpRequest request, AddDatasetVersion add, RequestActor actor, CancellationToken cancellationToken)
    {
        if (FormatOf(request.ContentType) is not { } format)
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "api.content-type", $"Send one of {string.Join(", ", ContentTypes)}, in UTF-8.");
        if (request.ContentLength > DatasetImporter.MaxBytes)
            return ApiProblem.OfStatus(StatusCodes.Status413PayloadTooLarge);

        // The importer stops at its own limit, above the server's, and says so in words.
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
            size.MaxRequestBodySize = DatasetImporter.MaxBytes + 1;
        var added = await add.HandleAsync(new(key, request.Body, format, note ?? ""), actor, cancellationToken);
        return added.IsOk
            ? TypedResults.Json(new VersionAdded(added.Value.Version, added.Value.Cases), statusCode: StatusCodes.Status201Created)
            : ApiProblem.Of(added.Error);
    }

    private static DatasetFormat? FormatOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return null;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "text/csv" => DatasetFormat.Csv,
            "application/x-ndjson" => DatasetFormat.Jsonl,
            "application/yaml" => DatasetFormat.Yaml,
            _ => null,
        };
    }
}
