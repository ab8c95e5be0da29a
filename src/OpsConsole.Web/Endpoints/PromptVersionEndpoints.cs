using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Prompts;
using OpsConsole.Core.Features.Prompts.Files;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Endpoints;

/// <summary>A pipeline's way to write drafts and to take versions out, in the file format of docs/prompts.md.</summary>
internal static class PromptVersionEndpoints
{
    private const string Versions = "/versions";
    private static readonly string[] ContentTypes = ["application/json", "application/yaml"];

    /// <param name="Created">False when an Idempotency-Key was sent and the newest version says exactly this already.</param>
    internal sealed record DraftAdded(string Key, int Version, string ContentHash, bool Created);

    // A key holds slashes, so the whole rest of the path is taken and its end tells these calls from others.
    public static void MapPromptVersions(this IEndpointRouteBuilder api)
    {
        api.MapPost("/prompts/{**path:regex(.+/versions$)}", AddAsync)
            .RequireAuthorization(nameof(Permission.PromptsWrite))
            .WithTags("Prompts")
            .WithSummary("/prompts/{key}/versions: writes the next version as a draft")
            .Accepts<string>(ContentTypes[0], ContentTypes[1..])
            .Produces<DraftAdded>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status409Conflict)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapGet("/prompts/{**path:regex(.+/versions/[^/]+$)}", GetAsync)
            .RequireAuthorization(nameof(Permission.Read))
            .WithTags("Prompts")
            .WithSummary("/prompts/{key}/versions/{version}: one version as a file; version is a number, a label or latest, the format JSON, or YAML by the Accept header or ?format=yaml")
            .Produces<string>(StatusCodes.Status200OK, ContentTypes[0], ContentTypes[1..])
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> AddAsync(
        string path, [FromHeader(Name = "Idempotency-Key")] string? idempotencyKey, HttpRequest request, ImportPrompt import, GetPromptVersion get, GetPrompt find, RequestActor actor,
        CancellationToken cancellationToken)
    {
        var key = Uri.UnescapeDataString(path[..^Versions.Length]);
        if (FormatOf(request.ContentType) is not { } format)
            return ApiProblem.Of(StatusCodes.Status415UnsupportedMediaType, "api.content-type", $"Send one of {string.Join(", ", ContentTypes)}, in UTF-8.");
        if (request.ContentLength > PromptFile.MaxLength)
            return ApiProblem.OfStatus(StatusCodes.Status413PayloadTooLarge);
        using var reader = new StreamReader(request.Body, Encoding.UTF8);
        var text = await reader.ReadToEndAsync(cancellationToken);

        var prompt = await find.HandleAsync(key, actor, cancellationToken);
        if (!prompt.IsOk)
            return ApiProblem.Of(prompt.Error);
        if (!string.IsNullOrWhiteSpace(idempotencyKey) && await SameAsync(key, text, format, get, actor, cancellationToken) is { } same)
            return TypedResults.Ok(same);

        var added = await import.HandleAsync(new(text, format, key), actor, cancellationToken);
        if (!added.IsOk)
            return ApiProblem.Of(added.Error);
        var version = await get.HandleAsync(key, added.Value.Number, actor, cancellationToken);
        return version.IsOk
            ? TypedResults.Created($"/api/v1/prompts/{key}{Versions}/{added.Value.Number}", new DraftAdded(key, added.Value.Number, version.Value.ContentHash, true))
            : ApiProblem.Of(version.Error);
    }

    // What a repeated request would write is the newest version already: that is its answer.
    private static async Task<DraftAdded?> SameAsync(string key, string text, PromptFileFormat format, GetPromptVersion get, Actor actor, CancellationToken cancellationToken)
    {
        var file = PromptFileReader.Read(text, format);
        var newest = await get.HandleAsync(key, null, actor, cancellationToken);
        return file.IsOk && newest.IsOk && newest.Value.ContentHash == file.Value.Content.Hash
            ? new DraftAdded(key, newest.Value.Number, newest.Value.ContentHash, false)
            : null;
    }

    private static async Task<IResult> GetAsync(string path, string? format, HttpRequest request, HttpResponse response, ExportPrompt export, RequestActor actor, CancellationToken cancellationToken)
    {
        var at = path.LastIndexOf(Versions + "/", StringComparison.OrdinalIgnoreCase);
        var chosen = format switch
        {
            "json" => PromptFileFormat.Json,
            "yaml" => PromptFileFormat.Yaml,
            null => request.GetTypedHeaders().Accept.Any(type => type.MediaType.Equals("application/yaml", StringComparison.OrdinalIgnoreCase)) ? PromptFileFormat.Yaml : PromptFileFormat.Json,
            _ => (PromptFileFormat?)null,
        };
        if (chosen is not { } known)
            return ApiProblem.Of(StatusCodes.Status400BadRequest, "api.format", $"There is no format '{format}'. Use json or yaml.");

        var file = await export.HandleAsync(new(Uri.UnescapeDataString(path[..at]), Uri.UnescapeDataString(path[(at + Versions.Length + 1)..]), known), actor, cancellationToken);
        if (!file.IsOk)
            return ApiProblem.Of(file.Error);
        response.Headers.ETag = $"\"{file.Value.ContentHash}\"";
        return TypedResults.Text(file.Value.Text, file.Value.ContentType, Encoding.UTF8);
    }

    private static PromptFileFormat? FormatOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var type) || (type.Charset.HasValue && !type.Charset.Equals("utf-8", StringComparison.OrdinalIgnoreCase)))
            return null;
        return type.MediaType.Value?.ToLowerInvariant() switch
        {
            "application/json" => PromptFileFormat.Json,
            "application/yaml" => PromptFileFormat.Yaml,
            _ => null,
        };
    }
}
