using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>A pipeline's way to bring cases in.</summary>
internal static class DatasetEndpoints
{
    private static readonly string[] ContentTypes = ["text/csv", "application/x-ndjson", "application/yaml"];

    internal sealed record VersionAdded(int Version, int Cases);

    public static void MapDatasets(this IEndpointRouteBuilder api) =>
        api.MapPost("/datasets/{key}/versions", AddVersionAsync)
            .RequireAuthorization(nameof(Permission.DatasetsWrite))
            .WithTags("Datasets")
            .WithSummary("Stores the file as the next version, or nothing when a row is bad")
            .Accepts<string>(ContentTypes[0], ContentTypes[1..])
            .Produces<VersionAdded>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);

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
