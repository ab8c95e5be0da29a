using OpsConsole.Core.Common;
using OpsConsole.Core.Features.Datasets;
using OpsConsole.Core.Features.Datasets.Import;
using OpsConsole.Web.Identity;

namespace OpsConsole.Web.Features.Datasets;

/// <summary>The download behind the export buttons.</summary>
internal static class DatasetEndpoints
{
    public static void MapDatasetDownloads(this IEndpointRouteBuilder routes) =>
        routes.MapGet("/datasets/{key}/export", ExportAsync).RequireAuthorization(nameof(Permission.Read)).ExcludeFromDescription();

    private static async Task<IResult> ExportAsync(string key, int? version, string? format, ExportCases export, RequestActor actor, CancellationToken cancellationToken)
    {
        if (!Enum.TryParse<DatasetFormat>(format ?? "csv", ignoreCase: true, out var chosen) || !Enum.IsDefined(chosen))
            return Results.BadRequest($"There is no format '{format}'. Use csv, jsonl or yaml.");

        var file = await export.HandleAsync(new(key, version, chosen), actor, cancellationToken);
        return file switch
        {
            { IsOk: true } => Results.Stream(stream => file.Value.WriteAsync(stream, cancellationToken), file.Value.ContentType, file.Value.FileName),
            { Error.Kind: ErrorKind.Denied } => Results.Forbid(),
            _ => Results.NotFound(file.Error!.Message),
        };
    }
}
