using System.Text.Json;
using System.Text.Json.Serialization;
using OpsConsole.Core.Features.Usage.Ingest;

namespace OpsConsole.Web.Endpoints;

/// <summary>A body of many items, read one by one: an item of the wrong shape is that item's fault, and the others are taken.</summary>
internal sealed record ItemBatch<T>(IReadOnlyList<Reported<T>> Items, IResult? Problem)
    where T : class;

internal static class ItemBatch
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { NumberHandling = JsonNumberHandling.Strict };

    public static async Task<ItemBatch<T>> ReadAsync<T>(HttpRequest request, string member, CancellationToken cancellationToken)
        where T : class
    {
        if (!request.HasJsonContentType())
            return Refused<T>(StatusCodes.Status415UnsupportedMediaType, "api.content-type", "Send application/json.");
        try
        {
            using var body = await JsonDocument.ParseAsync(request.Body, cancellationToken: cancellationToken);
            if (body.RootElement.ValueKind != JsonValueKind.Object || !body.RootElement.TryGetProperty(member, out var items) || items.ValueKind != JsonValueKind.Array)
                return Refused<T>(StatusCodes.Status400BadRequest, "api.bad-request", $"The body must be an object whose member \"{member}\" is a list.");
            return new ItemBatch<T>([.. items.EnumerateArray().Select(Read<T>)], null);
        }
        catch (JsonException fault)
        {
            return Refused<T>(
                StatusCodes.Status400BadRequest, "api.bad-request", $"The body is no JSON: line {fault.LineNumber + 1}, byte {fault.BytePositionInLine + 1} of it cannot be read.");
        }
    }

    private static Reported<T> Read<T>(JsonElement item)
        where T : class
    {
        try
        {
            return new Reported<T>(item.ValueKind == JsonValueKind.Object ? item.Deserialize<T>(Options) : null);
        }
        catch (JsonException fault)
        {
            return new Reported<T>(null, $"{(fault.Path is { Length: > 2 } path ? path[2..] : "the item")}: is not of the right type");
        }
        catch (InvalidOperationException)
        {
            return new Reported<T>(null, "a text in it is no valid Unicode");
        }
    }

    private static ItemBatch<T> Refused<T>(int status, string code, string detail)
        where T : class => new([], ApiProblem.Of(status, code, detail));
}
